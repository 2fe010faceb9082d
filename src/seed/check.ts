// The rules of a fixture that no single member can break alone: names that must be unique or must exist, and members
// that must fit each other.
import { standardAttributeNames } from "../model/standard-attributes.js";
import type { ClientFixture, Fixture, IdentityPoolFixture, UserFixture, UserPoolFixture } from "./fixture.js";
import type { Problem } from "./problem.js";
import { suggestion } from "./read.js";
import { type FromFixture, origin } from "./shape.js";

/** Those that a fixture may set: the sub has a member of its own. */
const settableAttributes = standardAttributeNames.filter((name) => name !== "sub");

/** Adds every rule that the fixture breaks to `problems`. */
export function checkFixture(fixture: Fixture, problems: Problem[]): void {
  const refuse: Refuse = (where, steps, message) => {
    const { path, place } = where[origin].of(...steps);
    problems.push({ ...place, path, message });
  };
  const pools = fixture.userPools ?? [];
  const identityPools = fixture.identityPools ?? [];

  unique(pools, "name", refuse);
  unique(pools, "id", refuse);
  unique(
    pools.flatMap((pool) => pool.clients ?? []),
    "id",
    refuse,
  );
  unique(identityPools, "name", refuse);
  unique(identityPools, "id", refuse);
  for (const pool of pools) checkUserPool(pool, fixture, refuse);
  for (const pool of identityPools) checkIdentityPool(pool, fixture, refuse);
}

type Refuse = (where: FromFixture, steps: readonly (string | number)[], message: string) => void;

function checkUserPool(pool: UserPoolFixture, fixture: Fixture, refuse: Refuse): void {
  checkRegion(pool, "_", fixture, refuse);
  unique(pool.clients ?? [], "name", refuse);
  unique(pool.groups ?? [], "name", refuse);
  unique(pool.resourceServers ?? [], "identifier", refuse);
  unique(pool.users ?? [], "username", refuse);
  unique(pool.users ?? [], "sub", refuse);
  for (const client of pool.clients ?? []) checkClient(client, refuse);
  if (pool.mfa && pool.settings.MfaConfiguration !== undefined)
    refuse(pool, ["MfaConfiguration"], "is said in mfa");

  const groups = (pool.groups ?? []).map((group) => group.name);
  const attributes = [...settableAttributes, ...customAttributes(pool)];
  for (const user of pool.users ?? []) {
    user.groups?.forEach((group, index) => {
      if (!groups.includes(group))
        refuse(
          user,
          ["groups", index],
          `there is no group "${group}" in this pool${suggestion(group, groups)}`,
        );
    });
    for (const attribute of Object.keys(user.attributes ?? {})) {
      const at = ["attributes", attribute];
      if (attribute === "sub") refuse(user, at, "the sub is a member of the user itself, not an attribute");
      else if (!attributes.includes(attribute))
        refuse(user, at, `the pool's schema has no such attribute${suggestion(attribute, attributes)}`);
    }
    checkVerified(user, refuse);
    checkMfa(user, refuse);
    checkStatus(user, pool, refuse);
    checkAddress(user, pool, refuse);
  }
}

function checkClient(client: ClientFixture, refuse: Refuse): void {
  if (client.secret !== undefined && client.settings.GenerateSecret === false)
    refuse(client, ["GenerateSecret"], "contradicts the member secret");
}

/** `Name: tier` makes `custom:tier`, or `dev:custom:tier` when only developers may see it. */
function customAttributes({ settings }: UserPoolFixture): string[] {
  const schema = (settings.Schema ?? []) as readonly { Name?: string; DeveloperOnlyAttribute?: boolean }[];
  return schema.map(({ Name = "", DeveloperOnlyAttribute }) =>
    DeveloperOnlyAttribute ? `dev:custom:${Name}` : `custom:${Name}`,
  );
}

function checkVerified(user: UserFixture, refuse: Refuse): void {
  user.verified?.forEach((attribute, index) => {
    const flag = user.attributes?.[`${attribute}_verified`];
    if (flag !== undefined && flag !== "true")
      refuse(user, ["verified", index], `contradicts ${attribute}_verified: ${flag}`);
  });
}

function checkMfa({ mfa }: UserFixture, refuse: Refuse): void {
  if (!mfa) return;
  const implied = mfa.secret === undefined ? [] : ["SOFTWARE_TOKEN_MFA"];
  const factors: readonly string[] = mfa.factors ?? implied;
  if (factors.includes("SOFTWARE_TOKEN_MFA") && mfa.secret === undefined)
    refuse(mfa, ["factors"], "SOFTWARE_TOKEN_MFA needs the secret of an authenticator");
  if (mfa.preferred !== undefined && !factors.includes(mfa.preferred))
    refuse(mfa, ["preferred"], `${mfa.preferred} is not among the factors that are turned on`);
}

function checkStatus(user: UserFixture, pool: UserPoolFixture, refuse: Refuse): void {
  const status = user.status;
  if (
    user.password === undefined &&
    !isPasswordless(pool) &&
    status !== undefined &&
    status !== "FORCE_CHANGE_PASSWORD"
  )
    refuse(user, ["status"], `a user who is ${status} needs a password`);
  if (status !== "UNCONFIRMED") return;
  if (!pool.clients?.length)
    refuse(
      user,
      ["status"],
      "an UNCONFIRMED user signs up through a client, but the pool has none in this file",
    );
  const { AllowAdminCreateUserOnly } = (pool.settings.AdminCreateUserConfig ?? {}) as {
    AllowAdminCreateUserOnly?: boolean;
  };
  if (AllowAdminCreateUserOnly)
    refuse(user, ["status"], "an UNCONFIRMED user signs up, which AllowAdminCreateUserOnly forbids");
}

/** Who has no password gets codes, to a kind of address that the pool sends them to. */
function checkAddress(user: UserFixture, pool: UserPoolFixture, refuse: Refuse): void {
  const addresses = codeAddresses(pool);
  if (user.password !== undefined || user.status === "FORCE_CHANGE_PASSWORD" || addresses.length === 0)
    return;
  const { UsernameAttributes } = pool.settings as { UsernameAttributes?: readonly string[] };
  // Where addresses are usernames, the form of the username tells which one it is.
  if (UsernameAttributes?.length || addresses.some((name) => user.attributes?.[name])) return;
  refuse(
    user,
    ["attributes"],
    `a user without a password needs ${addresses.join(" or ")} here, to get codes`,
  );
}

/** Whether the pool lets users sign in who have no password. */
export const isPasswordless = (pool: UserPoolFixture): boolean => codeAddresses(pool).length > 0;

/** Where the pool sends codes that sign in by themselves. */
function codeAddresses({ settings }: UserPoolFixture): readonly string[] {
  const { SignInPolicy } = (settings.Policies ?? {}) as {
    SignInPolicy?: { AllowedFirstAuthFactors?: readonly string[] };
  };
  const factors = SignInPolicy?.AllowedFirstAuthFactors ?? [];
  return [
    ...(factors.includes("EMAIL_OTP") ? ["email"] : []),
    ...(factors.includes("SMS_OTP") ? ["phone_number"] : []),
  ];
}

function checkIdentityPool(pool: IdentityPoolFixture, fixture: Fixture, refuse: Refuse): void {
  checkRegion(pool, ":", fixture, refuse);
  const userPools = fixture.userPools ?? [];
  const poolNames = userPools.map(({ name }) => name);
  const tagged = new Set<string>();
  for (const login of pool.userPools ?? []) {
    if (login.principalTags !== undefined) {
      if (tagged.has(login.pool))
        refuse(
          login,
          ["principalTags"],
          `the session tags of the user pool "${login.pool}" are stated twice`,
        );
      tagged.add(login.pool);
    }
    const userPool = userPools.find(({ name }) => name === login.pool);
    if (!userPool) {
      refuse(
        login,
        ["pool"],
        `this file has no user pool "${login.pool}"${suggestion(login.pool, poolNames)}`,
      );
      continue;
    }
    const clientNames = (userPool.clients ?? []).map(({ name }) => name);
    if (!clientNames.includes(login.client)) {
      const message = `the user pool "${login.pool}" has no client "${login.client}"`;
      refuse(login, ["client"], message + suggestion(login.client, clientNames));
    }
  }
}

/** An id begins with its region, which must not contradict the file's. */
function checkRegion(
  pool: FromFixture & { readonly id?: string | undefined },
  separator: string,
  fixture: Fixture,
  refuse: Refuse,
): void {
  const region = regionOf(pool.id, separator);
  if (region !== undefined && fixture.region !== undefined && region !== fixture.region)
    refuse(pool, ["id"], `is in ${region}, but the file's region is ${fixture.region}`);
}

/** `eu-west-1` for `eu-west-1_AbCdEf123`; nothing for an id that begins with something else. */
export function regionOf(id: string | undefined, separator: string): string | undefined {
  const prefix = id?.slice(0, id.indexOf(separator));
  return prefix && /^[a-z]{2,}-[a-z-]+-\d+$/.test(prefix) ? prefix : undefined;
}

function unique<N extends string>(
  items: readonly (FromFixture & { readonly [name in N]?: string | undefined })[],
  member: N,
  refuse: Refuse,
): void {
  const seen = new Map<string, FromFixture>();
  for (const item of items) {
    const value = item[member];
    if (value === undefined) continue;
    const first = seen.get(value);
    if (first)
      refuse(item, [member], `"${value}" is already used on line ${first[origin].of(member).place.line}`);
    else seen.set(value, item);
  }
}
