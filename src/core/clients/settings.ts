// What CreateUserPoolClient and UpdateUserPoolClient make of their input: every setting checked and with its default.
import type { UpdateUserPoolClientRequest } from "../../model/cognito-idp.gen.js";
import { fault } from "../../model/fault.js";
import type { ClientSettings, Pool } from "../../storage/records.js";
import { clientFeatures, requireTier } from "../pools/tiers.js";
import { requireAuthFlows } from "./auth-flows.js";
import { type OAuthRules, requireOAuth } from "./oauth.js";
import { requirePermissions } from "./permissions.js";
import { type TokenKind, validitySeconds } from "./validity.js";

export type ClientInput = Omit<UpdateUserPoolClientRequest, "UserPoolId" | "ClientId" | "ClientName">;

const invalid = (message: string) => fault("InvalidParameterException", message);

/** What the rules have to know beside the input. */
export interface ClientRules extends OAuthRules {
  readonly hasSecret: boolean;
  /** The end of the message about attributes: "creating" or "updating". */
  readonly doing: "creating" | "updating";
}

/**
 * What the input does not give goes to its default, at an update too.
 * @throws InvalidParameterException, InvalidOAuthFlowException, ScopeDoesNotExistException,
 *   FeatureUnavailableInTierException
 */
export function clientSettings(pool: Pool, input: ClientInput, rules: ClientRules): ClientSettings {
  requireValidities(input);
  requirePermissions(pool, input, rules.doing);
  const rotates = input.RefreshTokenRotation?.Feature === "ENABLED";
  requireAuthFlows(input.ExplicitAuthFlows, { hasSecret: rules.hasSecret, rotates });
  requireTier(pool.settings.UserPoolTier, clientFeatures(input));
  requireAnalytics(input);
  if (input.EnablePropagateAdditionalUserContextData && !rules.hasSecret)
    throw invalid("Client Secret is required to set EnablePropagateAdditionalUserContextData as true");
  requireOAuth(pool, input, rules);

  return defined({
    RefreshTokenValidity: input.RefreshTokenValidity || 30,
    // 0 counts as not given.
    AccessTokenValidity: input.AccessTokenValidity || undefined,
    IdTokenValidity: input.IdTokenValidity || undefined,
    TokenValidityUnits: input.TokenValidityUnits ?? {},
    ReadAttributes: presentList(input.ReadAttributes),
    WriteAttributes: presentList(input.WriteAttributes),
    ExplicitAuthFlows: presentList(input.ExplicitAuthFlows),
    SupportedIdentityProviders: presentList(input.SupportedIdentityProviders),
    CallbackURLs: presentList(input.CallbackURLs),
    LogoutURLs: presentList(input.LogoutURLs),
    DefaultRedirectURI: input.DefaultRedirectURI,
    AllowedOAuthFlows: presentList(input.AllowedOAuthFlows),
    AllowedOAuthScopes: presentList(input.AllowedOAuthScopes),
    AllowedOAuthFlowsUserPoolClient: input.AllowedOAuthFlowsUserPoolClient ?? false,
    AnalyticsConfiguration: input.AnalyticsConfiguration,
    PreventUserExistenceErrors: input.PreventUserExistenceErrors,
    EnableTokenRevocation: input.EnableTokenRevocation ?? true,
    EnablePropagateAdditionalUserContextData: input.EnablePropagateAdditionalUserContextData ?? false,
    AuthSessionValidity: input.AuthSessionValidity ?? 3,
    RefreshTokenRotation: input.RefreshTokenRotation && {
      Feature: input.RefreshTokenRotation.Feature,
      RetryGracePeriodSeconds: input.RefreshTokenRotation.RetryGracePeriodSeconds ?? 0,
    },
  });
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const validityRanges: Record<TokenKind, readonly [min: number, max: number]> = {
  AccessToken: [5 * MINUTE, DAY],
  IdToken: [5 * MINUTE, DAY],
  RefreshToken: [HOUR, 3650 * DAY],
};

function requireValidities(input: ClientInput): void {
  for (const [kind, [min, max]] of Object.entries(validityRanges)) {
    const seconds = validitySeconds(input, kind as TokenKind);
    if (seconds < min || seconds > max) throw invalid("Invalid range for token validity.");
  }
  const refresh = validitySeconds(input, "RefreshToken");
  if (validitySeconds(input, "AccessToken") > refresh || validitySeconds(input, "IdToken") > refresh)
    throw invalid(
      "Access and Id Token expiration times must be less than or equal to refresh token expiration times.",
    );
}

function requireAnalytics({ AnalyticsConfiguration: given }: ClientInput): void {
  if (!given) return;
  const byArn = given.ApplicationArn && !given.ApplicationId;
  const byId = given.ApplicationId && given.RoleArn && given.ExternalId && !given.ApplicationArn;
  if (!byArn && !byId)
    throw invalid(
      "Invalid analytics configuration given, either <application arn> or <application id, role arn, external id> are valid",
    );
}

/** The service keeps an empty list like an absent one. */
const presentList = <T>(list: T[] | undefined): T[] | undefined => (list?.length ? list : undefined);

function defined(settings: ClientSettings): ClientSettings {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}
