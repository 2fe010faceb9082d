// The records of identity pools, in the emulator's own words. Times are epoch milliseconds.
import type { RoleMapping, IdentityPool as WireIdentityPool } from "../model/cognito-identity.gen.js";

/** What CreateIdentityPool and UpdateIdentityPool set and DescribeIdentityPool returns, in wire shape. */
export type IdentityPoolSettings = Omit<WireIdentityPool, "IdentityPoolId" | "IdentityPoolName">;

/** What SetIdentityPoolRoles sets and GetIdentityPoolRoles returns, in wire shape. */
export interface IdentityPoolRoles {
  readonly Roles?: Readonly<Record<string, string>> | undefined;
  readonly RoleMappings?: Readonly<Record<string, RoleMapping>> | undefined;
}

export interface IdentityPool {
  readonly id: string;
  readonly account: string;
  readonly region: string;
  readonly name: string;
  readonly settings: IdentityPoolSettings;
  readonly roles: IdentityPoolRoles;
  readonly createdAt: number;
  readonly changedAt: number;
}

export interface Identity {
  readonly id: string;
  readonly poolId: string;
  /** False once its logins were merged into another identity or unlinked. */
  readonly enabled: boolean;
  /** The identity that took over this one's logins. */
  readonly mergedInto?: string | undefined;
  readonly createdAt: number;
  readonly changedAt: number;
}

/** A user of a login provider: a public one's subject, or the developer's own user identifier. */
export interface LoginKey {
  readonly provider: string;
  readonly subject: string;
}

export interface IdentityLogin extends LoginKey {
  readonly poolId: string;
  readonly identityId: string;
  readonly addedAt: number;
}

/** Which claims of a provider's tokens become session tags, by tag. */
export interface PrincipalTagMap {
  readonly poolId: string;
  readonly provider: string;
  readonly useDefaults: boolean;
  readonly tags: Readonly<Record<string, string>>;
}

/** Temporary credentials and what they stand for; the session token itself is not kept. */
export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionTokenHash: Buffer;
  readonly identityId: string;
  readonly roleArn: string;
  readonly sessionName: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly issuedAt: number;
  readonly expiresAt: number;
}
