// What tests of signing in with a passkey share: a user with one, the question, and answers right and wrong.

import type { MadeClient, MadePool } from "./builders.js";
import { prefer } from "./choice.js";
import type { TestEmulator } from "./emulator.js";
import { aPasskeyPool, aPasskeyUser, type Deviations, requestOf, type SoftKey, sign } from "./passkeys.js";
import { respond } from "./sign-in.js";

/** What every wrong answer is told. */
export const INCORRECT = ["NotAuthorizedException", "Incorrect username or password."] as const;

export interface PasskeySite {
  readonly pool: MadePool;
  readonly client: MadeClient;
  readonly AccessToken: string;
  readonly key: SoftKey;
}

type PoolOptions = Parameters<typeof aPasskeyPool> extends [unknown, ...infer Rest] ? Rest : never;

export function passkeySignIn(emulator: () => TestEmulator) {
  /** A pool with a user `ada` who has a passkey. */
  async function aSite(...config: PoolOptions): Promise<PasskeySite> {
    const { pool, client } = await aPasskeyPool(emulator(), ...config);
    return { pool, client, ...(await aPasskeyUser(emulator(), pool, client, "ada")) };
  }

  const ask = ({ client }: Pick<PasskeySite, "client">, username = "ada") =>
    prefer(emulator(), client, username, "WEB_AUTHN");

  const answer = (
    { client }: Pick<PasskeySite, "client">,
    Session: string | undefined,
    CREDENTIAL: string,
    USERNAME = "ada",
  ) => respond(emulator(), client, "WEB_AUTHN", Session, { USERNAME, CREDENTIAL });

  async function signInWith(site: Pick<PasskeySite, "client" | "key">, deviations?: Deviations) {
    const question = await ask(site);
    return answer(site, question.Session, sign(site.key, requestOf(question), deviations));
  }

  return { aSite, ask, answer, signInWith };
}
