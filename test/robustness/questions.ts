// Every way to be asked every challenge, and what answers it rightly: the table that the properties of sessions are
// tested with. A new challenge, or a new way to one, is one more entry here.
import { join } from "node:path";
import {
  AssociateSoftwareTokenCommand,
  type ChallengeNameType,
  type InitiateAuthCommandOutput,
  VerifySoftwareTokenCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { STATES } from "../support/account-states.js";
import { lastMessage, SMS } from "../support/accounts.js";
import { codeOf, nextCode } from "../support/authenticator.js";
import {
  aClient,
  aConfirmedUser,
  aPool,
  type MadeClient,
  type MadePool,
  PASSWORD,
  signIn,
} from "../support/builders.js";
import { choose, prefer as chooseFactor } from "../support/choice.js";
import { ALWAYS, aDevice, beginDeviceSrp } from "../support/devices.js";
import type { TestEmulator } from "../support/emulator.js";
import {
  emailFactor,
  enrol,
  first,
  type MfaConfig,
  on,
  PHONE,
  prefer,
  SES,
  setMfa,
  smsFactor,
  totpFactor,
} from "../support/mfa.js";
import { addPasskey, requestOf, setPasskeys, sign } from "../support/passkeys.js";
import { initiate, passwordAuth, respond } from "../support/sign-in.js";
import { srpClient } from "../support/srp-client.js";

export interface Site {
  readonly pool: MadePool;
  readonly client: MadeClient;
}

/** A question under way. */
export interface Asked {
  readonly challenge: ChallengeNameType;
  readonly session: string | undefined;
  /** The right ones, USERNAME among them. */
  readonly responses: Readonly<Record<string, string>>;
}

export interface Way {
  site(emulator: TestEmulator): Promise<Site>;
  /** A user who will be asked so. Answers how to begin one more sign-in. */
  user(emulator: TestEmulator, site: Site, username: string): Promise<() => Promise<Asked>>;
}

const functionsOf = (file: string, names: readonly string[]) =>
  Object.fromEntries(
    names.map((name) => [name, `${join(import.meta.dirname, "../triggers/handlers", file)}#${name}`]),
  );

/** What the emulator has to be booted with. */
export const TRIGGERS = {
  ...functionsOf("custom-auth.mjs", ["define", "create", "verify"]),
  ...functionsOf("naming.mjs", ["nameSms", "nameEmail", "nameToken"]),
};

const arn = (name: string) => `arn:aws:lambda:us-east-1:000000000000:function:${name}`;

export const FLOWS = {
  ExplicitAuthFlows: [
    ...(["ALLOW_USER_PASSWORD_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH"] as const),
    ...(["ALLOW_USER_AUTH", "ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"] as const),
  ],
};

type Input = Parameters<typeof aPool>[1];

const siteWith =
  (input: Input = {}, mfa?: readonly ["ON" | "OPTIONAL", MfaConfig]): Way["site"] =>
  async (emulator) => {
    const pool = await aPool(emulator, { ...SMS, ...SES, ...input });
    if (mfa) await setMfa(emulator, pool, ...mfa);
    return { pool, client: await aClient(emulator, pool, FLOWS) };
  };

const attributes = (name: string) => ({
  ...{ email: `${name}@example.com`, email_verified: "true" },
  ...{ phone_number: PHONE, phone_number_verified: "true" },
});

const aUser = (emulator: TestEmulator, { pool }: Site, name: string) =>
  aConfirmedUser(emulator, pool, name, attributes(name));

type Response = Pick<InitiateAuthCommandOutput, "ChallengeName" | "ChallengeParameters" | "Session">;
type Answering = (
  site: Site,
  name: string,
  question: Response,
) => Record<string, string> | Promise<Record<string, string>>;

/** The question that was put, with its right answer. */
async function asked(site: Site, USERNAME: string, question: Response, answering: Answering): Promise<Asked> {
  const { ChallengeName, Session } = question;
  const responses = { USERNAME, ...(await answering(site, USERNAME, question)) };
  return { challenge: ChallengeName as ChallengeNameType, session: Session, responses };
}

/** A code that has just been sent. */
const sent =
  (emulator: TestEmulator, parameter: string): Answering =>
  ({ pool }, username) => ({ [parameter]: lastMessage(emulator, { poolId: pool.Id, username }).code });

/** By the password, in pools with second factors. */
const afterPassword = (
  setUp: (emulator: TestEmulator, site: Site, name: string) => Promise<Answering>,
): Way["user"] => {
  return async (emulator, site, name) => {
    const answering = await setUp(emulator, site, name);
    return async () => asked(site, name, await passwordAuth(emulator, site.client, name), answering);
  };
};

const MFA = siteWith({}, ["OPTIONAL", { ...smsFactor, ...emailFactor, ...totpFactor }]);

const CHOICE = async (emulator: TestEmulator): Promise<Site> => {
  const AllowedFirstAuthFactors = ["PASSWORD", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN"] as const;
  const LambdaConfig = {
    DefineAuthChallenge: arn("define"),
    CreateAuthChallenge: arn("create"),
    VerifyAuthChallengeResponse: arn("verify"),
  };
  const SignInPolicy = { AllowedFirstAuthFactors: [...AllowedFirstAuthFactors] };
  const site = await siteWith({ LambdaConfig, Policies: { SignInPolicy } })(emulator);
  await setPasskeys(emulator, site.pool, { RelyingPartyId: "localhost" });
  return site;
};

/** Of choice-based sign-in. */
const chosen = (challenge: ChallengeNameType, answering: (emulator: TestEmulator) => Answering): Way => ({
  site: CHOICE,
  async user(emulator, site, name) {
    await aUser(emulator, site, name);
    return async () =>
      asked(site, name, await chooseFactor(emulator, site.client, name, challenge), answering(emulator));
  },
});

/** Proves the password for a question that `begin` leads to. */
const proven = (
  begin: (emulator: TestEmulator, site: Site, name: string, SRP_A: string) => Promise<Response>,
): Way => ({
  site: CHOICE,
  async user(emulator, site, name) {
    await aUser(emulator, site, name);
    return async () => {
      const srp = await srpClient(site.pool);
      const question = await begin(emulator, site, name, srp.srpA);
      return asked(site, name, question, () => srp.answer(question.ChallengeParameters, PASSWORD));
    };
  },
});

/** Of a custom sign-in, whose function asks for the password and then names a second factor of Cognito's own. */
const named = (
  define: string,
  setUp: (emulator: TestEmulator, site: Site, name: string) => Promise<Answering>,
): Way => ({
  site: siteWith({ LambdaConfig: { DefineAuthChallenge: arn(define) } }, [
    "OPTIONAL",
    { ...smsFactor, ...emailFactor, ...totpFactor },
  ]),
  async user(emulator, site, USERNAME) {
    await aUser(emulator, site, USERNAME);
    const answering = await setUp(emulator, site, USERNAME);
    const { client, pool } = site;
    return async () => {
      const srp = await srpClient(pool);
      const first = await initiate(emulator, client, "CUSTOM_AUTH", {
        ...{ USERNAME, SRP_A: srp.srpA, CHALLENGE_NAME: "SRP_A" },
      });
      const proof = await srp.answer(first.ChallengeParameters, PASSWORD);
      const question = await respond(emulator, client, "PASSWORD_VERIFIER", first.Session, proof);
      return asked(site, USERNAME, question, answering);
    };
  },
});

const DEVICES = siteWith({ DeviceConfiguration: ALWAYS }, ["OPTIONAL", totpFactor]);

/** A user with a second factor, for which their device stands. */
async function aDeviceUser(emulator: TestEmulator, site: Site, name: string) {
  await aUser(emulator, site, name);
  const device = await aDevice(emulator, site, name);
  await enrol(emulator, device.AccessToken);
  await prefer(emulator, site.pool, name, { SoftwareTokenMfaSettings: first });
  const begin = () => passwordAuth(emulator, site.client, name, PASSWORD, { DEVICE_KEY: device.key });
  return { device, begin };
}

export const WAYS: Record<string, Way> = {
  "PASSWORD_VERIFIER of USER_SRP_AUTH": proven((emulator, { client }, USERNAME, SRP_A) =>
    initiate(emulator, client, "USER_SRP_AUTH", { USERNAME, SRP_A }),
  ),
  "PASSWORD_VERIFIER of USER_AUTH": proven((emulator, { client }, name, SRP_A) =>
    chooseFactor(emulator, client, name, "PASSWORD_SRP", { SRP_A }),
  ),
  "PASSWORD_VERIFIER of CUSTOM_AUTH": proven((emulator, { client }, USERNAME, SRP_A) =>
    initiate(emulator, client, "CUSTOM_AUTH", { USERNAME, SRP_A, CHALLENGE_NAME: "SRP_A" }),
  ),
  CUSTOM_CHALLENGE: {
    site: CHOICE,
    async user(emulator, site, USERNAME) {
      await aUser(emulator, site, USERNAME);
      return async () => {
        const question = await initiate(emulator, site.client, "CUSTOM_AUTH", { USERNAME });
        return asked(site, USERNAME, question, () => ({ ANSWER: "42" }));
      };
    },
  },
  SELECT_CHALLENGE: {
    site: CHOICE,
    async user(emulator, site, name) {
      await aUser(emulator, site, name);
      return async () =>
        asked(site, name, await choose(emulator, site.client, name), () => ({
          ...{ ANSWER: "PASSWORD", PASSWORD },
        }));
    },
  },
  "PASSWORD of USER_AUTH": chosen("PASSWORD", () => () => ({ PASSWORD })),
  "PASSWORD_SRP of USER_AUTH": chosen("PASSWORD_SRP", () => async ({ pool }) => ({
    SRP_A: (await srpClient(pool)).srpA,
  })),
  "EMAIL_OTP of USER_AUTH": chosen("EMAIL_OTP", (emulator) => sent(emulator, "EMAIL_OTP_CODE")),
  "SMS_OTP of USER_AUTH": chosen("SMS_OTP", (emulator) => sent(emulator, "SMS_OTP_CODE")),
  "WEB_AUTHN of USER_AUTH": {
    site: CHOICE,
    async user(emulator, site, name) {
      await aUser(emulator, site, name);
      const { AccessToken } = await signIn(emulator, site.pool, site.client, name);
      const key = await addPasskey(emulator, AccessToken);
      return async () => {
        const question = await chooseFactor(emulator, site.client, name, "WEB_AUTHN");
        return asked(site, name, question, () => ({ CREDENTIAL: sign(key, requestOf(question)) }));
      };
    },
  },
  NEW_PASSWORD_REQUIRED: {
    site: siteWith(),
    user: afterPassword(async (emulator, site, name) => {
      await STATES.temporary?.(emulator, site, name);
      return () => ({ NEW_PASSWORD: "An0ther-Horse!" });
    }),
  },
  SMS_MFA: {
    site: MFA,
    user: afterPassword(async (emulator, site, name) => {
      await aUser(emulator, site, name);
      await prefer(emulator, site.pool, name, { SMSMfaSettings: first });
      return sent(emulator, "SMS_MFA_CODE");
    }),
  },
  "EMAIL_OTP as second factor": {
    site: MFA,
    user: afterPassword(async (emulator, site, name) => {
      await aUser(emulator, site, name);
      await prefer(emulator, site.pool, name, { EmailMfaSettings: first });
      return sent(emulator, "EMAIL_OTP_CODE");
    }),
  },
  SOFTWARE_TOKEN_MFA: {
    site: MFA,
    user: afterPassword(async (emulator, site, name) => {
      await aUser(emulator, site, name);
      const { AccessToken } = await signIn(emulator, site.pool, site.client, name);
      const secret = await enrol(emulator, AccessToken);
      await prefer(emulator, site.pool, name, { SoftwareTokenMfaSettings: first });
      return () => ({ SOFTWARE_TOKEN_MFA_CODE: codeOf(emulator, secret) });
    }),
  },
  "SMS_MFA of CUSTOM_AUTH": named("nameSms", async (emulator) => sent(emulator, "SMS_MFA_CODE")),
  "EMAIL_OTP of CUSTOM_AUTH": named("nameEmail", async (emulator) => sent(emulator, "EMAIL_OTP_CODE")),
  "SOFTWARE_TOKEN_MFA of CUSTOM_AUTH": named("nameToken", async (emulator, site, name) => {
    const { AccessToken } = await signIn(emulator, site.pool, site.client, name);
    const secret = await enrol(emulator, AccessToken);
    return () => ({ SOFTWARE_TOKEN_MFA_CODE: codeOf(emulator, secret) });
  }),
  SELECT_MFA_TYPE: {
    site: MFA,
    user: afterPassword(async (emulator, site, name) => {
      await aUser(emulator, site, name);
      await prefer(emulator, site.pool, name, { SMSMfaSettings: on, EmailMfaSettings: on });
      return () => ({ ANSWER: "SMS_MFA" });
    }),
  },
  MFA_SETUP: {
    site: siteWith({}, ["ON", totpFactor]),
    async user(emulator, site, name) {
      await aUser(emulator, site, name);
      return async () => {
        const question = await passwordAuth(emulator, site.client, name);
        const { idp } = emulator;
        const associated = await idp.send(new AssociateSoftwareTokenCommand({ Session: question.Session }));
        const UserCode = codeOf(emulator, associated.SecretCode);
        const { Session } = await idp.send(
          new VerifySoftwareTokenCommand({ Session: associated.Session, UserCode }),
        );
        nextCode(emulator);
        return asked(site, name, { ...question, Session }, () => ({}));
      };
    },
  },
  DEVICE_SRP_AUTH: {
    site: DEVICES,
    async user(emulator, site, name) {
      const { device, begin } = await aDeviceUser(emulator, site, name);
      return async () =>
        asked(site, name, await begin(), async ({ pool }) => ({
          ...{ DEVICE_KEY: device.key, SRP_A: (await srpClient(pool)).srpA },
        }));
    },
  },
  DEVICE_PASSWORD_VERIFIER: {
    site: DEVICES,
    async user(emulator, site, name) {
      const { device, begin } = await aDeviceUser(emulator, site, name);
      return async () => {
        const { question, proof } = await beginDeviceSrp(
          emulator,
          site,
          name,
          device,
          (await begin()).Session,
        );
        return asked(site, name, question, () => proof());
      };
    },
  },
};

/** Responses to any challenge, none of which is missing; those of the question win. */
export const anyResponses = ({ session = "", responses }: Asked): Record<string, string> => ({
  ...{ ANSWER: "EMAIL_OTP", PASSWORD, SRP_A: "1234", NEW_PASSWORD: "An0ther-Horse!", CREDENTIAL: "{}" },
  ...{ SMS_MFA_CODE: "123456", EMAIL_OTP_CODE: "123456", SMS_OTP_CODE: "123456" },
  ...{ SOFTWARE_TOKEN_MFA_CODE: "123456", DEVICE_KEY: `us-east-1_${crypto.randomUUID()}` },
  ...{ PASSWORD_CLAIM_SECRET_BLOCK: session, PASSWORD_CLAIM_SIGNATURE: "AAAA" },
  ...{ TIMESTAMP: "Tue May 7 00:09:40 UTC 2025", ...responses },
});
