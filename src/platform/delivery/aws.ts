// What the SDK clients of SES and SNS have in common.
import type { OutgoingMessage } from "./delivery.js";

const PATIENCE_MS = 5000;

export interface AwsClientConfig {
  readonly endpoint: string;
  readonly region: string;
  readonly maxAttempts: number;
  readonly requestHandler: { readonly connectionTimeout: number; readonly requestTimeout: number };
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/**
 * Stand-ins for AWS take any key, and the account for its id; AWS itself gets the credentials that the SDK finds by its
 * own rules.
 */
export function clientConfig(endpoint: string, { region, account }: OutgoingMessage): AwsClientConfig {
  const isAws = new URL(endpoint).hostname.endsWith(".amazonaws.com");
  return {
    endpoint,
    region,
    maxAttempts: 2,
    requestHandler: { connectionTimeout: PATIENCE_MS, requestTimeout: 2 * PATIENCE_MS },
    ...(!isAws && { credentials: { accessKeyId: account, secretAccessKey: "cognito-emulator" } }),
  };
}

/** One client per region and account: pools of several may send. */
export function perScope<Client>(
  make: (message: OutgoingMessage) => Client,
): (message: OutgoingMessage) => Client {
  const clients = new Map<string, Client>();
  return (message) => {
    const key = `${message.account} ${message.region}`;
    const client = clients.get(key) ?? make(message);
    clients.set(key, client);
    return client;
  };
}
