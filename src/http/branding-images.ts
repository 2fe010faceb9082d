// The images of login pages, at the addresses that branding operations and pages give. Anybody may see them.
import type { Express, Response } from "express";
import { imageFormat, MIME_TYPES } from "../core/login-pages/images.js";
import { cssVersion } from "../core/login-pages/ui-customizations.js";
import type { SiteDeps } from "./deps.js";

export function mountBrandingImages(site: Express, { core }: Pick<SiteDeps, "core">): void {
  const { uiCustomizations, brandings } = core.loginPages;

  site.get("/_branding/:poolId/:clientId/:version/assets/images/image.jpg", (request, response) => {
    const { poolId, clientId, version } = request.params;
    const customization = uiCustomizations.find(poolId, clientId === "ALL" ? undefined : clientId);
    const fits = customization && cssVersion(customization) === version;
    sendImage(response, fits ? customization.image : undefined);
  });
  site.get("/_branding/:poolId/:brandingId/:version/:file", (request, response) => {
    const { poolId, brandingId, version, file } = request.params;
    const [category = "", colorMode = ""] = file.split(".");
    const { id } = request.query;
    const branding = brandings.find(brandingId);
    const fits = branding?.poolId === poolId && String(branding.changedAt) === version;
    const resourceId = typeof id === "string" ? id : "";
    sendImage(
      response,
      fits ? brandings.asset(brandingId, { category, colorMode, resourceId })?.bytes : undefined,
    );
  });
}

/** Opened by itself, a drawing must be as harmless as in an img element. */
function sendImage(response: Response, image: Buffer | undefined): void {
  const format = image && imageFormat(image);
  if (!image || !format) {
    response.status(404).json({ message: "No such image." });
    return;
  }
  response
    .set({
      "content-type": MIME_TYPES[format],
      "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      "x-content-type-options": "nosniff",
      // A logo's address tells its second alone: within one it may be replaced.
      "cache-control": "no-cache",
    })
    .send(image);
}
