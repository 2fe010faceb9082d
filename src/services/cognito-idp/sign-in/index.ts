// Operations on signing in, refreshing and signing out.
import { registered } from "../../registered.js";

export const signInOperations = registered({
  InitiateAuth: () => import("./InitiateAuth.js"),
  AdminInitiateAuth: () => import("./AdminInitiateAuth.js"),
  RespondToAuthChallenge: () => import("./RespondToAuthChallenge.js"),
  AdminRespondToAuthChallenge: () => import("./AdminRespondToAuthChallenge.js"),
  GetTokensFromRefreshToken: () => import("./GetTokensFromRefreshToken.js"),
  GetClientToken: () => import("./GetClientToken.js"),
  RevokeToken: () => import("./RevokeToken.js"),
  GlobalSignOut: () => import("./GlobalSignOut.js"),
  AdminUserGlobalSignOut: () => import("./AdminUserGlobalSignOut.js"),
});
