// How the OAuth endpoints refuse: an error code of RFC 6749 and the like, seldom with a description.

export type OAuthErrorCode =
  | "invalid_request"
  | "invalid_client"
  | "invalid_grant"
  | "invalid_scope"
  | "invalid_token"
  | "invalid_client_metadata"
  | "invalid_redirect_uri"
  | "login_required"
  | "server_error"
  | "unauthorized_client"
  | "unsupported_grant_type"
  | "unsupported_token_type";

export class OAuthError extends Error {
  override readonly name = "OAuthError";
  readonly code: OAuthErrorCode;
  readonly description: string | undefined;
  readonly status: number;

  constructor(code: OAuthErrorCode, description?: string, status = 400) {
    super(description ?? code);
    this.code = code;
    this.description = description;
    this.status = status;
  }

  /** The JSON that endpoints answer. */
  get body(): { error: string; error_description?: string } {
    return {
      error: this.code,
      ...(this.description !== undefined && { error_description: this.description }),
    };
  }
}

export const oauthError = (code: OAuthErrorCode, description?: string, status?: number): OAuthError =>
  new OAuthError(code, description, status);
