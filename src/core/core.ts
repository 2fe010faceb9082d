// The core: what Cognito does, built from the state file and the ports.
import type { Clock } from "../platform/clock.js";
import type { Delivery } from "../platform/delivery/delivery.js";
import type { Entropy } from "../platform/entropy.js";
import type { Keys } from "../platform/keys.js";
import type { DataKeys } from "../platform/kms/data-keys.js";
import type { Lambda } from "../platform/lambda/lambda.js";
import type { Log } from "../platform/log.js";
import type { ThreatData } from "../platform/threat-data/threat-data.js";
import type { Store } from "../storage/store.js";
import { createClients } from "./clients/clients.js";
import { createPasswords } from "./credentials/passwords.js";
import { createDevices } from "./devices/devices.js";
import { createGroups } from "./groups/groups.js";
import { createIdentityPools } from "./identity-pools/identity-pools.js";
import { identifiers } from "./ids.js";
import { createCodeEncryption } from "./kms/codes.js";
import { createKms } from "./kms/kms.js";
import { createLoginPages } from "./login-pages/login-pages.js";
import { createCodes } from "./messages/codes.js";
import { createInbox } from "./messages/inbox.js";
import { createMessages } from "./messages/messages.js";
import { createMfa } from "./mfa/mfa.js";
import { createOAuth } from "./oauth/oauth.js";
import { createPageTokens } from "./page-tokens.js";
import { createPasskeys } from "./passkeys/passkeys.js";
import { createDomains } from "./pools/domains.js";
import { createPools } from "./pools/pools.js";
import { createResourceServers } from "./pools/resource-servers.js";
import { createUserSessions } from "./sessions/user-sessions.js";
import { createSignIn } from "./sign-in/sign-in.js";
import { createSimulatedUsers } from "./sign-in/simulated-users.js";
import { createThreatProtection } from "./threat-protection/threat-protection.js";
import { createTokens } from "./tokens/tokens.js";
import { createInvocations } from "./triggers/invocations.js";
import { createTriggerInvoker } from "./triggers/invoker.js";
import { createTriggers } from "./triggers/triggers.js";
import type { Urls } from "./urls.js";
import { createAttemptLimits } from "./users/attempt-limits.js";
import { createAttempts } from "./users/attempts.js";
import { createAttributeChanges } from "./users/attribute-changes.js";
import { createMigration } from "./users/migration.js";
import { createUsers } from "./users/users.js";

/** What the core is built from; see app.ts. */
export interface CoreDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly keys: Keys;
  readonly urls: Urls;
  /** Where messages go beside the inbox. */
  readonly deliveries: readonly Delivery[];
  /** Where the functions of triggers run. */
  readonly lambda: Lambda;
  /** How often a function that exceeds the time limit is tried. */
  readonly triggerAttempts: number;
  /** A KMS that encrypts codes for custom senders in place of the emulator's own. */
  readonly dataKeys?: DataKeys | undefined;
  readonly log: Log;
  /** What threat protection knows from outside. */
  readonly threatData: ThreatData;
  /** Every code equals this one; for tests that can't read the inbox. */
  readonly fixedCode?: string | undefined;
}

export type Core = ReturnType<typeof createCore>;

export function createCore(deps: CoreDeps) {
  const { store, clock, entropy, urls } = deps;
  const pageTokenKey = store.fileSecrets.get("page-tokens", () => entropy.bytes(32));
  const ids = identifiers(entropy);
  const invocations = createInvocations(deps);
  const triggerInvoker = createTriggerInvoker({ ...deps, invocations, attempts: deps.triggerAttempts });
  const kms = createKms(deps);
  const encryptCode = createCodeEncryption(kms, deps.dataKeys);
  const triggers = createTriggers({ invoker: triggerInvoker, encryptCode });
  const inbox = createInbox(store);
  const sessions = createUserSessions({ ...deps, ids });
  const tokens = createTokens({ ...deps, ids, triggers, sessions });
  const users = createUsers(store, clock);
  const clients = createClients(store, clock, ids);
  const resourceServers = createResourceServers(store, clock);
  const attemptsOf = createAttempts(store);
  const attemptLimits = createAttemptLimits(attemptsOf, clock);
  const simulatedUsers = createSimulatedUsers(
    store.fileSecrets.get("simulated-users", () => entropy.bytes(32)),
  );
  const codes = createCodes(deps);
  const passwords = createPasswords(deps);
  const messages = createMessages({ ...deps, inbox, triggers });
  const mfa = createMfa({ ...deps, users });
  const devices = createDevices(deps);
  const threats = createThreatProtection({ ...deps, users, mfa, messages });
  const passkeys = createPasskeys(deps);
  const migration = createMigration({ ...deps, ids, users, passwords, triggers, messages, mfa });
  return {
    urls,
    ids,
    pools: createPools(store, clock, ids),
    clients,
    resourceServers,
    domains: createDomains(store, clock, entropy),
    loginPages: createLoginPages(deps),
    users,
    attributeChanges: createAttributeChanges({ users, codes }),
    groups: createGroups(store, clock),
    devices,
    passwords,
    codes,
    attemptLimits,
    triggers,
    invocations,
    triggerInvoker,
    kms,
    inbox,
    messages,
    mfa,
    passkeys,
    threats,
    migration,
    simulatedUsers,
    sessions,
    tokens,
    signIn: createSignIn({
      ...deps,
      attemptsOf,
      attemptLimits,
      simulatedUsers,
      ids,
      users,
      passwords,
      tokens,
      triggers,
      migration,
      messages,
      mfa,
      devices,
      passkeys,
      threats,
    }),
    identityPools: createIdentityPools({ ...deps, ids, userPoolTokens: tokens }),
    oauth: createOAuth({
      ...{ ...deps, tokens, clients, resourceServers },
      ssoMinutes: sessions.configurations.ssoMinutes,
      longestSsoMinutes: sessions.configurations.longestSsoMinutes,
      beginSso: sessions.beginSso,
    }),
    pageTokens: createPageTokens(pageTokenKey, clock),
  };
}
