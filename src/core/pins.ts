// Identifiers that a fixture fixes in advance; the API itself generates them.
export interface Pins {
  readonly poolId?: string | undefined;
  readonly clientId?: string | undefined;
  readonly clientSecret?: string | undefined;
  readonly sub?: string | undefined;
  readonly identityPoolId?: string | undefined;
}
