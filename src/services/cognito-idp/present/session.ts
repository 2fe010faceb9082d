// Sessions and the settings of session tracking as the service shows them.
import { isSso } from "../../../core/sessions/user-sessions.js";
import type {
  GetUserPoolClientSessionConfigurationResponse,
  GetUserPoolSessionConfigurationResponse,
  SessionDescriptionType,
} from "../../../model/cognito-idp.gen.js";
import type { Client, Pool, SignIn } from "../../../storage/records.js";
import type { SessionConfiguration, UserSession } from "../../../storage/user-sessions.js";

export const presentSessionConfiguration = (
  pool: Pool,
  { isTracked, maxPerUser }: SessionConfiguration,
): GetUserPoolSessionConfigurationResponse => ({
  UserPoolId: pool.id,
  UserSessionTracking: isTracked ? "ENABLED" : "DISABLED",
  TokenSession: { MaxPerUser: maxPerUser },
});

export const presentClientSessionConfiguration = (
  pool: Pool,
  client: Client,
  minutes: number,
): GetUserPoolClientSessionConfigurationResponse => ({
  UserPoolId: pool.id,
  ClientId: client.id,
  SSOSession: { MaxValidityMinutes: minutes },
});

/**
 * Of an address that is nowhere, the country is `unknown` and the city absent (SDK, SessionLocationType).
 * @param current the sign-in of the access token with which a user asks; administrators have none
 */
export const presentSession = (session: UserSession, current?: SignIn): SessionDescriptionType => ({
  SessionId: session.id,
  SessionType: isSso(session) ? "SSO" : "TOKEN",
  ClientId: session.clientId,
  CreateDate: session.createdAt,
  LastActiveDate: session.lastActiveAt,
  DeviceType: session.deviceType,
  LastIPAddress: session.ip,
  LastLocation: { City: session.city, Country: session.country ?? "unknown" },
  OriginSessionId: session.originId,
  IsCurrentSession: current !== undefined && session.signInId === current.id,
});
