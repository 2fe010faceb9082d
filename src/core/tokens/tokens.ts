// The tokens of user pools: issuing, refreshing, reading, revoking and what is published about them.
import type { Clock } from "../../platform/clock.js";
import type { Entropy } from "../../platform/entropy.js";
import type { Keys } from "../../platform/keys.js";
import type { Store } from "../../storage/store.js";
import type { Identifiers } from "../ids.js";
import type { UserSessions } from "../sessions/user-sessions.js";
import type { Triggers } from "../triggers/triggers.js";
import type { Urls } from "../urls.js";
import { createClientTokenIssuer } from "./client-tokens.js";
import { createTokenDocuments } from "./documents.js";
import { createTokenIssuer } from "./issuing.js";
import { createTokenOpener } from "./opening.js";
import { createTokenRevoker } from "./revoking.js";
import { createSigningKeys } from "./signing-keys.js";

export type { ClientToken, ClientTokenRequest } from "./client-tokens.js";
export type { Grant, IssuedTokens, TokenSource } from "./issuing.js";
export { type TokenCaller, tokenRevoked } from "./opening.js";

export type Tokens = ReturnType<typeof createTokens>;

export function createTokens(deps: {
  store: Store;
  clock: Clock;
  entropy: Entropy;
  keys: Keys;
  ids: Identifiers;
  urls: Urls;
  triggers: Triggers;
  sessions: UserSessions;
}) {
  const signingKeys = createSigningKeys(deps);
  const { entropy, ...shared } = { ...deps, signingKeys };
  const { uuid } = entropy;
  return {
    ...createTokenIssuer({ ...shared, uuid }),
    ...createClientTokenIssuer({ ...shared, uuid }),
    ...createTokenOpener(shared),
    ...createTokenRevoker(shared),
    ...createTokenDocuments(shared),
  };
}
