// Signs a user of the table in as far as the first factor goes, and says what comes next.
import {
  AdminInitiateAuthCommand,
  type AuthFlowType,
  type ChallengeNameType,
  InitiateAuthCommand,
  type InitiateAuthCommandOutput,
} from "@aws-sdk/client-cognito-identity-provider";
import { ephemeral, answer as proof } from "../../../bench/srp.js";
import { PASSWORD } from "../../support/builders.js";
import { sentCode } from "../../support/choice.js";
import type { TestEmulator } from "../../support/emulator.js";
import { requestOf, sign } from "../../support/passkeys.js";
import { respond } from "../../support/sign-in.js";
import type { Flow } from "./cells.js";
import type { TableUser } from "./world.js";

type Parameters = Record<string, string>;

/** The client's half of SRP, in OpenSSL: the library of browsers would take minutes for the whole table. */
const half = ephemeral();

function prove({ site }: TableUser, parameters: Parameters = {}): Parameters {
  const { USER_ID_FOR_SRP: id = "", ...rest } = parameters;
  const group = site.pool.Id.slice(site.pool.Id.indexOf("_") + 1);
  return proof({ ...half, group, id, password: PASSWORD, parameters: rest });
}

/** The name of the challenge, the words `tokens` or `tokens and a new device`, or the error's name. */
export async function next(emulator: TestEmulator, flow: Flow, user: TableUser): Promise<string> {
  try {
    return shown(await walk(emulator, flow, user));
  } catch (error) {
    return (error as Error).name;
  }
}

function shown({ ChallengeName, AuthenticationResult }: InitiateAuthCommandOutput): string {
  if (ChallengeName) return ChallengeName;
  if (!AuthenticationResult) return "nothing";
  return AuthenticationResult.NewDeviceMetadata ? "tokens and a new device" : "tokens";
}

async function walk(emulator: TestEmulator, flow: Flow, user: TableUser) {
  const answers: Partial<
    Record<ChallengeNameType, (answer: InitiateAuthCommandOutput) => Promise<Parameters> | Parameters>
  > = {
    PASSWORD_VERIFIER: ({ ChallengeParameters }) => prove(user, ChallengeParameters),
    CUSTOM_CHALLENGE: () => ({ ANSWER: "42" }),
    ...(flow === "USER_AUTH by EMAIL_OTP" && {
      EMAIL_OTP: () => ({ EMAIL_OTP_CODE: sentCode(emulator, user.site.pool) }),
    }),
    ...(flow === "USER_AUTH by SMS_OTP" && {
      SMS_OTP: () => ({ SMS_OTP_CODE: sentCode(emulator, user.site.pool) }),
    }),
    WEB_AUTHN: (question) => ({ CREDENTIAL: user.passkey ? sign(user.passkey, requestOf(question)) : "" }),
  };

  let answer = await begin(emulator, flow, user);
  for (let name = answer.ChallengeName; name; name = answer.ChallengeName) {
    const responses = await answers[name]?.(answer);
    if (!responses) break;
    delete answers[name];
    answer = await respond(emulator, user.site.client, name, answer.Session, {
      ...{ USERNAME: user.username, ...responses },
      ...deviceKey(user),
    });
  }
  return answer;
}

const deviceKey = ({ device }: TableUser): Parameters => (device ? { DEVICE_KEY: device.key } : {});

function begin(emulator: TestEmulator, flow: Flow, user: TableUser) {
  const { idp } = emulator;
  const { pool, client } = user.site;
  const SRP_A = half.A;
  const start = (AuthFlow: AuthFlowType, parameters: Parameters) => {
    const AuthParameters = { USERNAME: user.username, ...parameters, ...deviceKey(user) };
    const request = { ClientId: client.ClientId, AuthFlow, AuthParameters };
    return flow === "ADMIN_USER_PASSWORD_AUTH"
      ? idp.send(new AdminInitiateAuthCommand({ ...request, UserPoolId: pool.Id }))
      : idp.send(new InitiateAuthCommand(request));
  };
  switch (flow) {
    case "USER_PASSWORD_AUTH":
    case "ADMIN_USER_PASSWORD_AUTH":
      return start(flow, { PASSWORD });
    case "USER_SRP_AUTH":
      return start(flow, { SRP_A });
    case "CUSTOM_AUTH":
      return start(flow, {});
    case "CUSTOM_AUTH after SRP_A":
      return start("CUSTOM_AUTH", { CHALLENGE_NAME: "SRP_A", SRP_A });
    case "USER_AUTH by PASSWORD":
      return start("USER_AUTH", { PREFERRED_CHALLENGE: "PASSWORD", PASSWORD });
    case "USER_AUTH by PASSWORD_SRP":
      return start("USER_AUTH", { PREFERRED_CHALLENGE: "PASSWORD_SRP", SRP_A });
    case "USER_AUTH by EMAIL_OTP":
      return start("USER_AUTH", { PREFERRED_CHALLENGE: "EMAIL_OTP" });
    case "USER_AUTH by SMS_OTP":
      return start("USER_AUTH", { PREFERRED_CHALLENGE: "SMS_OTP" });
    case "USER_AUTH by WEB_AUTHN":
      return start("USER_AUTH", { PREFERRED_CHALLENGE: "WEB_AUTHN" });
  }
}
