// How the classic pages look: a style sheet and a logo, for one client or for all that have none of their own.
import { fault } from "../../model/fault.js";
import type { Clock } from "../../platform/clock.js";
import type { Client, Pool, UiCustomization } from "../../storage/records.js";
import type { Store } from "../../storage/store.js";
import { requireClassicCss } from "./classic-css.js";
import { imageFormat } from "./images.js";

/** Developer guide, classic branding; the service's own bound for the blob is higher. */
const LARGEST_LOGO = 100 * 1024;

export interface UiCustomizationInput {
  readonly css?: string | undefined;
  readonly image?: Uint8Array | undefined;
}

const invalid = (message: string) => fault("InvalidParameterException", message);

export function createUiCustomizations(store: Store, clock: Clock) {
  const { uiCustomizations } = store;

  return {
    /** @throws InvalidParameterException (Terraform's provider knows the text) */
    requireDomain(pool: Pool): void {
      if (store.domains.ofPool(pool.id).length === 0)
        throw invalid("There has to be an existing domain associated with this user pool");
    },
    /** The client's own, or that of all clients. */
    effective(poolId: string, clientId: string | undefined): UiCustomization | undefined {
      const own = clientId === undefined ? undefined : uiCustomizations.find(poolId, clientId);
      return own ?? uiCustomizations.find(poolId, undefined);
    },
    /** Of exactly this client, or of all clients. */
    find: (poolId: string, clientId: string | undefined) => uiCustomizations.find(poolId, clientId),
    /**
     * Replaces it whole; with nothing given, what was there goes. Runs in a transaction.
     * @throws InvalidParameterException
     */
    set(pool: Pool, client: Client | undefined, input: UiCustomizationInput): UiCustomization | undefined {
      const css = input.css === "" ? undefined : input.css;
      const image = input.image?.length ? Buffer.from(input.image) : undefined;
      if (css !== undefined) requireClassicCss(css);
      if (image !== undefined) requireLogo(image);
      if (css === undefined && image === undefined) {
        uiCustomizations.remove(pool.id, client?.id);
        return undefined;
      }
      const now = clock.now();
      const createdAt = uiCustomizations.find(pool.id, client?.id)?.createdAt ?? now;
      const customization = { poolId: pool.id, clientId: client?.id, css, image, createdAt, changedAt: now };
      uiCustomizations.put(customization);
      return customization;
    },
  };
}

/** The rules are documented, the texts assumed. */
function requireLogo(image: Buffer): void {
  const format = imageFormat(image);
  if (format !== "PNG" && format !== "JPEG")
    throw invalid("Invalid image file format. Supported formats: JPG, JPEG, PNG.");
  if (image.length > LARGEST_LOGO) throw invalid("Image file size must be less than 100 KB.");
}

/** `yyyymmddHHMMSS`. */
export const cssVersion = ({ changedAt }: UiCustomization): string =>
  new Date(changedAt).toISOString().replace(/\D/g, "").slice(0, 14);
