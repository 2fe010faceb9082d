// `cognito-emulator env`: prints variables for a shell or a .env file.
import { emulatorUrl, shellRegion } from "../config.js";
import { type EnvironmentFormat, endpointVariables, formatVariables } from "./environment.js";

export function env(flags: { format: EnvironmentFormat; region?: string; url?: string }): void {
  const region = shellRegion(flags.region);
  const variables = {
    ...endpointVariables(emulatorUrl(flags.url)),
    AWS_REGION: region,
    // The older of the two names is the only one that boto3 reads.
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: "local",
    AWS_SECRET_ACCESS_KEY: "local",
  };
  process.stdout.write(`${formatVariables(variables, flags.format).join("\n")}\n`);
}
