// The variables that point AWS SDKs and the AWS CLI at an emulator.

export type EnvironmentFormat = "sh" | "fish" | "powershell" | "dotenv";

const lines: Readonly<Record<EnvironmentFormat, (name: string, value: string) => string>> = {
  sh: (name, value) => `export ${name}=${quoted(value, "'\\''")}`,
  fish: (name, value) => `set -gx ${name} ${quoted(value, "\\'")}`,
  powershell: (name, value) => `$Env:${name} = '${value.replaceAll("'", "''")}'`,
  dotenv: (name, value) => `${name}=${quoted(value, "%27")}`,
};

/** In quotes where a shell could take a part of it for something else. */
function quoted(value: string, quote: string): string {
  return /^[\w.:/-]+$/.test(value) ? value : `'${value.replaceAll("'", quote)}'`;
}

export function endpointVariables(url: string): Readonly<Record<string, string>> {
  return {
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: url,
    AWS_ENDPOINT_URL_COGNITO_IDENTITY: url,
    // Credentials of identity pools are asked for and examined there.
    AWS_ENDPOINT_URL_STS: url,
  };
}

export function formatVariables(
  variables: Readonly<Record<string, string>>,
  format: EnvironmentFormat,
): string[] {
  return Object.entries(variables).map(([name, value]) => lines[format](name, value));
}
