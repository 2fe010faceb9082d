// Every migration in order: its position is the schema version that it leads to. Never edit one that was published.
import { foundation } from "./001-foundation.js";
import { messageDeliveries } from "./002-message-deliveries.js";
import { invocations } from "./003-invocations.js";
import { kmsKeys } from "./004-kms-keys.js";
import { domainRegions } from "./005-domain-regions.js";
import { mfa } from "./006-mfa.js";
import { passkeys } from "./007-passkeys.js";
import { devices } from "./008-devices.js";
import { userSessions } from "./009-user-sessions.js";
import { threatProtection } from "./010-threat-protection.js";
import { loginPages } from "./011-login-pages.js";
import { oauth } from "./012-oauth.js";

export const migrations: readonly string[] = [
  foundation,
  messageDeliveries,
  invocations,
  kmsKeys,
  domainRegions,
  mfa,
  passkeys,
  devices,
  userSessions,
  threatProtection,
  loginPages,
  oauth,
];
