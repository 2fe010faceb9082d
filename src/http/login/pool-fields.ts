// What a pool's settings make of the fields of its pages.
import type { RequestParameters } from "../../core/oauth/authorization-request.js";
import type { Pool, User } from "../../core/oauth/oauth.js";
import { schemaOf } from "../../core/users/attributes.js";
import { Fault } from "../../model/fault.js";
import type { PasswordRules, UsernameField, UsernameKind } from "../pages/views.js";

export const usernameField = ({ settings }: Pool, value?: string): UsernameField => {
  const { UsernameAttributes: instead, AliasAttributes: beside = [] } = settings;
  const kinds: readonly UsernameKind[] = instead?.length ? instead : ["username", ...beside];
  return { kinds, value };
};

/** What people know a user by: usernames that AWS makes where addresses stand in say nothing to them (assumed). */
export const nameOf = ({ settings }: Pool, { username, attributes }: User): string =>
  settings.UsernameAttributes?.map((name) => attributes[name]).find((value) => value) ?? username;

export const allowsSignUp = ({ settings }: Pool): boolean =>
  settings.AdminCreateUserConfig?.AllowAdminCreateUserOnly !== true;

export function passwordRules({ settings }: Pool): PasswordRules {
  const policy = settings.Policies?.PasswordPolicy ?? {};
  return {
    minimumLength: policy.MinimumLength ?? 8,
    lowercase: policy.RequireLowercase ?? false,
    uppercase: policy.RequireUppercase ?? false,
    numbers: policy.RequireNumbers ?? false,
    symbols: policy.RequireSymbols ?? false,
  };
}

/** All that are required of a new user, and the addresses that stand for the username. */
export const signUpAttributes = (pool: Pool): readonly string[] => [
  ...new Set([
    ...(pool.settings.UsernameAttributes ?? []),
    ...schemaOf(pool).flatMap(({ Name, Required }) => (Required && Name && Name !== "sub" ? [Name] : [])),
  ]),
];

/** @throws InvalidParameterException when a new password was typed in two ways (text assumed) */
export function requireSame({ password, confirmation }: RequestParameters): void {
  if (password !== confirmation) throw new Fault("InvalidParameterException", "The passwords do not match.");
}
