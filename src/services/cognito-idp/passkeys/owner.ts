// Whose passkeys an access token opens.
import { type TokenCaller, type Tokens, tokenRevoked } from "../../../core/tokens/tokens.js";

/**
 * The model has no errors for these operations that would tell of a user or client who is gone: their tokens count as
 * revoked (assumed).
 * @throws NotAuthorizedException, PasswordResetRequiredException
 */
export const openOwner = (tokens: Tokens, accessToken: string): Promise<TokenCaller> =>
  tokens.open(accessToken, { ofDeletedUser: tokenRevoked, ofDeletedClient: tokenRevoked });
