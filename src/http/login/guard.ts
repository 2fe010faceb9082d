// What protects the pages of a domain: headers, the token against forged forms, and where forms may come from.
import type { NextFunction, Request, Response } from "express";
import { constantTimeEquals } from "../../core/credentials/constant-time.js";
import type { Entropy } from "../../platform/entropy.js";
import { CSRF_COOKIE, cookieIn, setCookie } from "./cookies.js";
import { siteIn } from "./domain-site.js";
import { parametersOf } from "./parameters.js";

/**
 * On every answer of a domain. The policy of pages is set where they are rendered. Not `no-referrer`: it would make
 * browsers call the origin of the domain's own forms `null`.
 */
export function setHeaders(_request: Request, response: Response, next: NextFunction): void {
  response.set({
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cache-control": "no-cache, no-store, max-age=0, must-revalidate",
    pragma: "no-cache",
    expires: "0",
  });
  next();
}

/** What tokens look like. */
const FORM = /^[\w-]{43}$/;

/** The token that the forms of this browser have to bring back; made at the first page. */
export function csrfToken(request: Request, response: Response, entropy: Pick<Entropy, "bytes">): string {
  const known = cookieIn(request, CSRF_COOKIE);
  if (known !== undefined && FORM.test(known)) return known;
  const token = entropy.bytes(32).toString("base64url");
  setCookie(response, siteIn(response), CSRF_COOKIE, token);
  return token;
}

/** Whether a form comes from a page of this very domain. */
export function isOwnForm(request: Request, response: Response): boolean {
  const site = siteIn(response);
  const { origin, "sec-fetch-site": fetchSite } = request.headers;
  if (origin !== undefined && origin !== new URL(site.url).origin) return false;
  if (fetchSite !== undefined && fetchSite !== "same-origin") return false;
  const token = cookieIn(request, CSRF_COOKIE);
  if (token === undefined || !FORM.test(token)) return false;
  return constantTimeEquals(token, parametersOf(request.body)._csrf ?? "");
}
