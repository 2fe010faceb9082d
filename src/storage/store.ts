// All repositories over one open state file.
import { createAuthEventRepository } from "./auth-events.js";
import { createAwsCredentialsRepository } from "./aws-credentials.js";
import { createClientRepository } from "./clients.js";
import { createAttemptRepository, createCodeRepository } from "./codes.js";
import { type Database, openDatabase } from "./database.js";
import { createDeviceRepository } from "./devices.js";
import { createGroupRepository } from "./groups.js";
import { createIdentityLoginRepository, createIdentityRepository } from "./identities.js";
import { createIdentityPoolRepository, createPrincipalTagMapRepository } from "./identity-pools.js";
import { createInvocationRepository } from "./invocations.js";
import { createKmsKeyRepository } from "./kms-keys.js";
import {
  createBrandingRepository,
  createTermsRepository,
  createUiCustomizationRepository,
} from "./login-pages.js";
import { createMessageRepository } from "./messages.js";
import { createMfaRepository } from "./mfa.js";
import { createAuthorizationCodeRepository, createBrowserSessionRepository } from "./oauth.js";
import { createPasskeyRepository } from "./passkeys.js";
import { createDomainRepository, createPoolRepository, createResourceServerRepository } from "./pools.js";
import { createForcedRiskRepository, createRiskConfigurationRepository } from "./risks.js";
import {
  createAuthSessionRepository,
  createSignInRepository,
  createSigningKeyRepository,
} from "./sign-ins.js";
import { createUserListing } from "./user-listing.js";
import { createSessionConfigurationRepository, createUserSessionRepository } from "./user-sessions.js";
import { createUserRepository } from "./users.js";

export type Store = ReturnType<typeof openStore>;

/** Opens `file` (or ":memory:"). @throws StateFileError */
export function openStore(file: string) {
  const database: Database = openDatabase(file);
  const pools = createPoolRepository(database);
  const clients = createClientRepository(database);
  return {
    transaction: database.transaction,
    close: database.close,
    pools,
    clients,
    domains: createDomainRepository(database),
    resourceServers: createResourceServerRepository(database),
    uiCustomizations: createUiCustomizationRepository(database),
    brandings: createBrandingRepository(database),
    terms: createTermsRepository(database),
    users: createUserRepository(database),
    userListing: createUserListing(database),
    groups: createGroupRepository(database),
    codes: createCodeRepository(database),
    mfa: createMfaRepository(database),
    devices: createDeviceRepository(database),
    passkeys: createPasskeyRepository(database),
    attempts: createAttemptRepository(database),
    authSessions: createAuthSessionRepository(database),
    signIns: createSignInRepository(database),
    authorizationCodes: createAuthorizationCodeRepository(database),
    browserSessions: createBrowserSessionRepository(database),
    sessionConfigurations: createSessionConfigurationRepository(database),
    userSessions: createUserSessionRepository(database),
    riskConfigurations: createRiskConfigurationRepository(database),
    forcedRisks: createForcedRiskRepository(database),
    authEvents: createAuthEventRepository(database),
    signingKeys: createSigningKeyRepository(database),
    messages: createMessageRepository(database),
    invocations: createInvocationRepository(database),
    identityPools: createIdentityPoolRepository(database),
    identities: createIdentityRepository(database),
    identityLogins: createIdentityLoginRepository(database),
    principalTagMaps: createPrincipalTagMapRepository(database),
    awsCredentials: createAwsCredentialsRepository(database),
    kmsKeys: createKmsKeyRepository(database),
    fileSecrets: createFileSecretRepository(database),
    seedLedger: createSeedLedgerRepository(database),
    /** Empties every table but keeps the file's own secrets. */
    reset(): void {
      database.transaction(() => {
        for (const table of [
          "user_pools",
          "identity_pools",
          "signing_keys",
          "messages",
          "seed_ledger",
          "kms_keys",
        ])
          database.sql.exec(`DELETE FROM ${table}`);
      });
      pools.forgetCached();
      clients.forgetCached();
    },
  };
}

function createFileSecretRepository({ sql }: Database) {
  const find = sql.prepare<[string], Buffer>("SELECT value FROM file_secrets WHERE name = ?").pluck();
  const insert = sql.prepare("INSERT INTO file_secrets (name, value) VALUES (?, ?)");
  const replace = sql.prepare("INSERT OR REPLACE INTO file_secrets (name, value) VALUES (?, ?)");
  return {
    /** The secret of that name, made on first use. */
    get(name: string, make: () => Buffer): Buffer {
      const stored = find.get(name) as Buffer | undefined;
      if (stored) return stored;
      const made = make();
      insert.run(name, made);
      return made;
    },
    read: (name: string): Buffer | undefined => find.get(name) as Buffer | undefined,
    replace(name: string, value: Buffer): void {
      replace.run(name, value);
    },
  };
}

function createSeedLedgerRepository({ sql }: Database) {
  const get = sql.prepare<[string], string>("SELECT value FROM seed_ledger WHERE key = ?").pluck();
  const set = sql.prepare("INSERT OR REPLACE INTO seed_ledger (key, value) VALUES (?, ?)");
  return {
    get: (key: string): string | undefined => get.get(key) as string | undefined,
    set(key: string, value: string): void {
      set.run(key, value);
    },
  };
}
