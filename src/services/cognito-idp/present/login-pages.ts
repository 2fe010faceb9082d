// Looks of login pages, and terms, as the service shows them.
import { logoPath } from "../../../core/login-pages/addresses.js";
import { withDefaults } from "../../../core/login-pages/branding-settings.js";
import { cssVersion } from "../../../core/login-pages/ui-customizations.js";
import type {
  ManagedLoginBrandingType,
  TermsDescriptionType,
  TermsType,
  UICustomizationType,
} from "../../../model/cognito-idp.gen.js";
import type { Branding, BrandingAsset, TermsDocument, UiCustomization } from "../../../storage/records.js";
import type { Context } from "../../operation.js";

type Ctx = Pick<Context, "core">;

/** One that was never set is an empty object (documented; Terraform counts on it). */
export const presentUiCustomization = (
  { core }: Ctx,
  customization: UiCustomization | undefined,
): UICustomizationType =>
  customization
    ? {
        UserPoolId: customization.poolId,
        ClientId: customization.clientId ?? "ALL",
        ImageUrl: customization.image && `${core.urls.base()}${logoPath(customization)}`,
        CSS: customization.css,
        CSSVersion: cssVersion(customization),
        LastModifiedDate: customization.changedAt,
        CreationDate: customization.createdAt,
      }
    : {};

/** Assets are always listed, settings only where there are any: measured by others at the service. */
export const presentBranding = (
  { core }: Ctx,
  branding: Branding,
  { merged = false }: { merged?: boolean | undefined } = {},
): ManagedLoginBrandingType => ({
  ManagedLoginBrandingId: branding.id,
  UserPoolId: branding.poolId,
  UseCognitoProvidedValues: branding.provided,
  Settings: merged ? withDefaults(branding.settings) : branding.settings,
  Assets: core.loginPages.brandings.assets(branding.id).map(presentAsset),
  CreationDate: branding.createdAt,
  LastModifiedDate: branding.changedAt,
});

const presentAsset = ({ category, colorMode, extension, bytes, resourceId }: BrandingAsset) => ({
  ...{ Category: category, ColorMode: colorMode, Extension: extension, Bytes: bytes },
  ResourceId: resourceId === "" ? undefined : resourceId,
});

export const presentTerms = (terms: TermsDocument): TermsType => ({
  TermsId: terms.id,
  UserPoolId: terms.poolId,
  ClientId: terms.clientId,
  TermsName: terms.name,
  TermsSource: terms.source,
  Enforcement: terms.enforcement,
  Links: { ...terms.links },
  CreationDate: terms.createdAt,
  LastModifiedDate: terms.changedAt,
});

export const describeTerms = (terms: TermsDocument): TermsDescriptionType => ({
  TermsId: terms.id,
  TermsName: terms.name,
  Enforcement: terms.enforcement,
  CreationDate: terms.createdAt,
  LastModifiedDate: terms.changedAt,
});
