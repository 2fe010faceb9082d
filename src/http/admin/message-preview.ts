// A message as a mail program would show it, safe to open: its HTML is somebody else's, and may do nothing here.
import type { Response, Router } from "express";
import { escapeHtml } from "../../core/messages/html.js";
import type { InboxMessage } from "../../core/messages/inbox.js";
import type { SiteDeps } from "../deps.js";

/** No scripts, no forms, nothing from elsewhere, an origin of its own, in no frame. Styles and pictures of its own only. */
const POLICY = [
  "sandbox",
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "img-src data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

export function mountMessagePreview(router: Router, { core }: SiteDeps): void {
  router.get("/messages/:id/html", (request, response) => {
    const message = core.inbox.find(request.params.id);
    if (message) show(response, message);
    else response.status(404).json({ message: "no such message" });
  });
}

function show(response: Response, { html, text }: InboxMessage): void {
  response
    .set({
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": POLICY,
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "no-referrer",
      "cache-control": "no-store",
    })
    .send(html ?? `<!doctype html><meta charset="utf-8"><pre>${escapeHtml(text)}</pre>`);
}
