// The variables that point AWS SDKs and the AWS CLI at an emulator.

export type EnvironmentFormat = "sh" | "fish" | "powershell" | "dotenv";

const lines: Readonly<Record<EnvironmentFormat, (name: string, value: string) => string>> = {
  sh: (name, value) => `export ${name}=${value}`,
  fish: (name, value) => `set -gx ${name} ${value}`,
  powershell: (name, value) => `$Env:${name} = "${value}"`,
  dotenv: (name, value) => `${name}=${value}`,
};

export function endpointVariables(url: string): Readonly<Record<string, string>> {
  return {
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: url,
    AWS_ENDPOINT_URL_COGNITO_IDENTITY: url,
  };
}

/** Values hold no characters that a shell would take for its own. */
export function formatVariables(
  variables: Readonly<Record<string, string>>,
  format: EnvironmentFormat,
): string[] {
  return Object.entries(variables).map(([name, value]) => lines[format](name, value));
}
