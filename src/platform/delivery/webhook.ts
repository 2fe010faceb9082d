// Posts each message as JSON to a URL: to a test harness, a chat, a program of one's own.
import type { Delivery } from "./delivery.js";
import { shown } from "./shown.js";

const PATIENCE_MS = 5000;

export function webhookDelivery(url: string): Delivery {
  return {
    name: "webhook",
    media: ["EMAIL", "SMS"],
    async send(message) {
      const response = await post(url, JSON.stringify(shown(message)));
      // Read and thrown away, so that the connection is free again.
      await response.arrayBuffer();
      if (!response.ok) throw new Error(`answered with status ${response.status}`);
    },
  };
}

async function post(url: string, body: string): Promise<Response> {
  const { username, password } = new URL(url);
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  const authorization = username && `Basic ${Buffer.from(credentials).toString("base64")}`;
  try {
    return await fetch(withoutCredentials(url), {
      method: "POST",
      headers: { "content-type": "application/json", ...(authorization && { authorization }) },
      body,
      redirect: "error",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  } catch (error) {
    // fetch hides the reason (connection refused, unknown host) in the cause.
    const { message, cause } = error as Error;
    throw new Error(cause instanceof Error && cause.message ? cause.message : message, { cause: error });
  }
}

/** fetch refuses URLs that carry them. */
function withoutCredentials(url: string): string {
  const bare = new URL(url);
  bare.username = "";
  bare.password = "";
  return bare.href;
}
