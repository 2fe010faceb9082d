// The cookies of a domain: never readable by scripts, never sent by other sites' forms, only for the domain's own path.
import type { Request, Response } from "express";
import type { DomainSite } from "./domain-site.js";

/** AWS's names. */
export const SESSION_COOKIE = "cognito";
export const CSRF_COOKIE = "XSRF-TOKEN";
export const LANGUAGE_COOKIE = "lang";

export function cookieIn(request: Request, name: string): string | undefined {
  for (const part of (request.headers.cookie ?? "").split(";")) {
    const [key, ...value] = part.split("=");
    if (key?.trim() === name)
      return value
        .join("=")
        .trim()
        .replace(/^"(.*)"$/, "$1");
  }
  return undefined;
}

/** @param maxAgeSeconds until the browser is closed when not given; 0 deletes it */
export function setCookie(
  response: Response,
  site: DomainSite,
  name: string,
  value: string,
  maxAgeSeconds?: number,
): void {
  const parts = [`${name}=${value}`, `Path=${site.root || "/"}`, "HttpOnly", "SameSite=Lax"];
  if (maxAgeSeconds !== undefined) parts.push(`Max-Age=${maxAgeSeconds}`);
  // AWS always says Secure; over plain HTTP some browsers would drop the cookie, also on localhost.
  if (site.url.startsWith("https:")) parts.push("Secure");
  response.append("set-cookie", parts.join("; "));
}
