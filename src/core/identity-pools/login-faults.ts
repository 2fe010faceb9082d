// How identity pools word the refusal of a login.
import { fault } from "../../model/fault.js";

const notAuthorized = (message: string) => fault("NotAuthorizedException", message);

/** A token that is not what it should be. */
export const invalidLogin = (why: string) => notAuthorized(`Invalid login token. ${why}`);

export const unsupportedProvider = () =>
  notAuthorized("Token is not from a supported provider of this identity pool.");

export const unauthenticatedRefused = () =>
  notAuthorized("Unauthenticated access is not supported for this identity pool.");

export const loginsDontMatch = () =>
  notAuthorized(
    "Logins don't match. Please include at least one valid login for this identity or identity pool.",
  );

export const identityForbidden = (identityId: string) =>
  notAuthorized(`Access to Identity '${identityId}' is forbidden.`);

/** @param nowSeconds, expSeconds epoch seconds, as the service shows them */
export const loginExpired = (nowSeconds: number, expSeconds: number) =>
  invalidLogin(`Token expired: ${nowSeconds} >= ${expSeconds}`);

/** A developer provider's name where only public ones may stand. */
export const notAPublicProvider = () =>
  fault("InvalidParameterException", "Please provide a valid public provider.");

/** Known from reports without the error's name, which is assumed. */
export const unsupportedDeveloperProvider = () =>
  fault("InvalidParameterException", "This identity pool does not support the specified developer provider.");
