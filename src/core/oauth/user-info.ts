// /oauth2/userInfo: what an access token with the scope openid lets its application know of the user.
import { Fault } from "../../model/fault.js";
import type { Pool } from "../../storage/records.js";
import { hostedAttributes } from "../tokens/hosted.js";
import type { Tokens } from "../tokens/tokens.js";
import { readableAttributes } from "../users/attributes.js";
import { oauthError } from "./oauth-error.js";

export function createUserInfo({ tokens }: { tokens: Tokens }) {
  /**
   * Every value is a string, also that of email_verified.
   * @throws OAuthError
   */
  return async function userInfo(
    pool: Pool,
    accessToken: string | undefined,
  ): Promise<Record<string, string>> {
    if (!accessToken) throw badRequest();
    const { client, user, signIn } = await open(pool, accessToken);
    return {
      sub: user.sub,
      ...hostedAttributes(signIn, readableAttributes(client, user.attributes)),
      username: user.username,
    };
  };

  async function open(pool: Pool, accessToken: string) {
    try {
      const caller = await tokens.open(accessToken, { scope: "openid" });
      if (caller.pool.id === pool.id) return caller;
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
    }
    throw oauthError(
      "invalid_token",
      "Access token is expired, disabled, or deleted, or the user has globally signed out.",
      401,
    );
  }
}

const badRequest = () => oauthError("invalid_request", "Bad OAuth2 request at UserInfo Endpoint");
