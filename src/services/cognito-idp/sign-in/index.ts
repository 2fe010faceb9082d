// Operations on signing in, refreshing and signing out.
import type { Operation } from "../../operation.js";
import { AdminInitiateAuth } from "./AdminInitiateAuth.js";
import { AdminRespondToAuthChallenge } from "./AdminRespondToAuthChallenge.js";
import { AdminUserGlobalSignOut } from "./AdminUserGlobalSignOut.js";
import { GetClientToken } from "./GetClientToken.js";
import { GetTokensFromRefreshToken } from "./GetTokensFromRefreshToken.js";
import { GlobalSignOut } from "./GlobalSignOut.js";
import { InitiateAuth } from "./InitiateAuth.js";
import { RespondToAuthChallenge } from "./RespondToAuthChallenge.js";
import { RevokeToken } from "./RevokeToken.js";

export const signInOperations: readonly Operation[] = [
  InitiateAuth,
  AdminInitiateAuth,
  RespondToAuthChallenge,
  AdminRespondToAuthChallenge,
  GetTokensFromRefreshToken,
  GetClientToken,
  RevokeToken,
  GlobalSignOut,
  AdminUserGlobalSignOut,
];
