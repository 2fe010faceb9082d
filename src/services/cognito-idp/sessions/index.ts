// Operations on tracked sessions.
import { registered } from "../../registered.js";

export const sessionOperations = registered({
  SetUserPoolSessionConfiguration: () => import("./SetUserPoolSessionConfiguration.js"),
  GetUserPoolSessionConfiguration: () => import("./GetUserPoolSessionConfiguration.js"),
  SetUserPoolClientSessionConfiguration: () => import("./SetUserPoolClientSessionConfiguration.js"),
  GetUserPoolClientSessionConfiguration: () => import("./GetUserPoolClientSessionConfiguration.js"),
  ListUserSessions: () => import("./ListUserSessions.js"),
  AdminListUserSessions: () => import("./AdminListUserSessions.js"),
  RevokeUserSession: () => import("./RevokeUserSession.js"),
  AdminRevokeUserSession: () => import("./AdminRevokeUserSession.js"),
});
