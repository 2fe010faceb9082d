// The client's side of SRP, computed by amazon-cognito-identity-js, step by step so that a test can interfere.
import { createHmac } from "node:crypto";
import { createRequire } from "node:module";
import * as library from "amazon-cognito-identity-js";

type Callback<T> = (error: Error | null, value: T) => void;

interface BigNumber {
  toString(radix: number): string;
}

/** What the library does not declare of itself. */
interface Helper {
  getLargeAValue(callback: Callback<BigNumber>): void;
  getPasswordAuthenticationKey(
    username: string,
    password: string,
    B: BigNumber,
    salt: BigNumber,
    callback: Callback<Uint8Array>,
  ): void;
}

const { AuthenticationHelper, DateHelper } = library as unknown as {
  AuthenticationHelper: new (poolName: string) => Helper;
  DateHelper: new () => { getNowString(): string };
};

const { default: BigInteger } = createRequire(import.meta.url)(
  "amazon-cognito-identity-js/lib/BigInteger.js",
) as {
  default: new (hex: string, radix: 16) => BigNumber;
};

const called = <T>(call: (callback: Callback<T>) => void): Promise<T> =>
  new Promise((resolve, reject) => call((error, value) => (error ? reject(error) : resolve(value))));

export interface SrpClient {
  readonly srpA: string;
  /** The ChallengeResponses to a PASSWORD_VERIFIER question. */
  answer(
    question: Record<string, string> | undefined,
    password: string,
    timestamp?: string,
  ): Promise<Record<string, string>>;
}

export async function srpClient(pool: { Id: string }): Promise<SrpClient> {
  const poolName = pool.Id.split("_")[1] ?? "";
  const helper = new AuthenticationHelper(poolName);
  const A = await called<BigNumber>((done) => helper.getLargeAValue(done));
  return {
    srpA: A.toString(16),
    async answer(question = {}, password, timestamp = new DateHelper().getNowString()) {
      const { USER_ID_FOR_SRP = "", SALT = "", SRP_B = "", SECRET_BLOCK = "" } = question;
      const key = await called<Uint8Array>((done) =>
        helper.getPasswordAuthenticationKey(
          USER_ID_FOR_SRP,
          password,
          new BigInteger(SRP_B, 16),
          new BigInteger(SALT, 16),
          done,
        ),
      );
      const signature = createHmac("sha256", key)
        .update(poolName + USER_ID_FOR_SRP)
        .update(Buffer.from(SECRET_BLOCK, "base64"))
        .update(timestamp);
      return {
        USERNAME: USER_ID_FOR_SRP,
        PASSWORD_CLAIM_SECRET_BLOCK: SECRET_BLOCK,
        PASSWORD_CLAIM_SIGNATURE: signature.digest("base64"),
        TIMESTAMP: timestamp,
      };
    },
  };
}
