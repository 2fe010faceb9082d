// The environment variables of a function in a local module.
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { basename, dirname, extname, join } from "node:path";
import type { FunctionName, FunctionPlace } from "./targets.js";

type Variables = Readonly<Record<string, string | undefined>>;

/** Surroundings, then what Lambda sets, then what the function's mapping says; the later wins. */
export function functionEnvironment(function_: {
  readonly surroundings: Variables;
  readonly emulatorUrl: string | undefined;
  /** The KMS outside the emulator, if there is one: a URL, or `aws`. */
  readonly kmsEndpoint?: string | undefined;
  readonly name: FunctionName;
  readonly place: FunctionPlace & { kind: "module" };
  readonly memoryMb: number;
  readonly logStream: string;
}): Record<string, string> {
  const { surroundings, emulatorUrl, kmsEndpoint, place } = function_;
  return definedOnly({
    ...surroundings,
    // Meant for the process around; threads refuse some of its flags.
    NODE_OPTIONS: undefined,
    ...(hasCredentials(surroundings) ? {} : credentialsOf(function_.name)),
    ...lambdaVariables(function_),
    ...(emulatorUrl === undefined ? {} : emulatorVariables(emulatorUrl, kmsEndpoint)),
    ...place.environment,
  });
}

/** What Lambda itself sets, as far as it means something here. */
function lambdaVariables({
  name: { name, version, region },
  place: { file, exportName = "handler" },
  memoryMb,
  logStream,
}: Parameters<typeof functionEnvironment>[0]): Variables {
  return {
    _HANDLER: `${basename(file, extname(file))}.${exportName}`,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: version,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMb),
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: logStream,
    LAMBDA_TASK_ROOT: dirname(file),
  };
}

/** A function that asks Cognito something means this one; a code is decrypted where it was encrypted. */
const emulatorVariables = (url: string, kmsEndpoint = url): Variables => ({
  AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: url,
  AWS_ENDPOINT_URL_COGNITO_IDENTITY: url,
  ...(kmsEndpoint !== "aws" && { AWS_ENDPOINT_URL_KMS: kmsEndpoint }),
});

/** Lambda always gives a function credentials; the emulator takes an access key of 12 digits as the account. */
const credentialsOf = ({ account }: FunctionName): Variables => ({
  AWS_ACCESS_KEY_ID: account,
  AWS_SECRET_ACCESS_KEY: "cognito-emulator",
});

/** Whether the function would find credentials by itself, which it may need for services of AWS. */
function hasCredentials(variables: Variables): boolean {
  const named =
    /^AWS_(ACCESS_KEY_ID|PROFILE|WEB_IDENTITY_TOKEN_FILE|CONTAINER_CREDENTIALS_\w+|SHARED_CREDENTIALS_FILE|CONFIG_FILE)$/;
  if (Object.entries(variables).some(([name, value]) => value && named.test(name))) return true;
  return ["credentials", "config"].some((file) => existsSync(join(homedir(), ".aws", file)));
}

function definedOnly(variables: Variables): Record<string, string> {
  return Object.fromEntries(
    Object.entries(variables).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
