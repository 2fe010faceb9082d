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
  generateHashDevice(groupKey: string, deviceKey: string, callback: Callback<unknown>): void;
  getRandomPassword(): string;
  getSaltDevices(): string;
  getVerifierDevices(): string;
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

/** The client's side for anyone who has a password: users of a pool, devices of a group. */
export interface SrpParty {
  readonly srpA: string;
  /** What proves the password, for the question of PASSWORD_VERIFIER or DEVICE_PASSWORD_VERIFIER. */
  prove(
    question: Record<string, string> | undefined,
    id: string,
    password: string,
    timestamp?: string,
  ): Promise<Record<string, string>>;
}

export async function srpParty(poolName: string): Promise<SrpParty> {
  const helper = new AuthenticationHelper(poolName);
  const A = await called<BigNumber>((done) => helper.getLargeAValue(done));
  return {
    srpA: A.toString(16),
    async prove(question = {}, id, password, timestamp = new DateHelper().getNowString()) {
      const { SALT = "", SRP_B = "", SECRET_BLOCK = "" } = question;
      const key = await called<Uint8Array>((done) =>
        helper.getPasswordAuthenticationKey(
          id,
          password,
          new BigInteger(SRP_B, 16),
          new BigInteger(SALT, 16),
          done,
        ),
      );
      const signature = createHmac("sha256", key)
        .update(poolName + id)
        .update(Buffer.from(SECRET_BLOCK, "base64"))
        .update(timestamp);
      return {
        PASSWORD_CLAIM_SECRET_BLOCK: SECRET_BLOCK,
        PASSWORD_CLAIM_SIGNATURE: signature.digest("base64"),
        TIMESTAMP: timestamp,
      };
    },
  };
}

export async function srpClient(pool: { Id: string }): Promise<SrpClient> {
  const party = await srpParty(pool.Id.split("_")[1] ?? "");
  return {
    srpA: party.srpA,
    async answer(question = {}, password, timestamp) {
      const { USER_ID_FOR_SRP = "" } = question;
      return {
        USERNAME: USER_ID_FOR_SRP,
        ...(await party.prove(question, USER_ID_FOR_SRP, password, timestamp)),
      };
    },
  };
}

/** What ConfirmDevice needs for a new device, and the password that stays with the client. */
export async function deviceSecret(groupKey: string, deviceKey: string) {
  const helper = new AuthenticationHelper(groupKey);
  await called<unknown>((done) => helper.generateHashDevice(groupKey, deviceKey, done));
  const base64 = (hex: string) => Buffer.from(hex, "hex").toString("base64");
  return {
    password: helper.getRandomPassword(),
    config: { Salt: base64(helper.getSaltDevices()), PasswordVerifier: base64(helper.getVerifierDevices()) },
  };
}
