// Requests as no well-behaved client sends them: with any Host and any header, without redirects or a cookie jar.
import { type IncomingHttpHeaders, request } from "node:http";

export interface Raw {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** @param path goes out to the letter */
export function raw(
  { url }: { readonly url: string },
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Raw> {
  const { hostname: host, port } = new URL(url);
  const { method = "GET", headers = {}, body } = options;
  const form = body === undefined ? {} : { "content-type": "application/x-www-form-urlencoded" };
  return new Promise((resolve, reject) => {
    request({ host, port, path, method, headers: { ...form, ...headers } }, (response) => {
      let text = "";
      response
        .setEncoding("utf8")
        .on("data", (part) => {
          text += part;
        })
        .on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    })
      .on("error", reject)
      .end(body);
  });
}

/** The path and query of an address. */
export const pathOf = (address: string): string => address.slice(new URL(address).origin.length);
