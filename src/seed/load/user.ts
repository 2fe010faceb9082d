// Loads a user of a user pool. Password and status are set again only when the fixture changes them, so that a user
// who has moved on (signed in for the first time, chosen another password) is not thrown back by the next load.
import { createHmac } from "node:crypto";
import { isPasswordless } from "../check.js";
import type { UserFixture } from "../fixture.js";
import { everyPage, Impossible, type Loader, type Service, unlessMissing } from "../loader.js";
import type { Outcome } from "../report.js";
import { loadUserMfa } from "./mfa.js";
import type { LoadedUserPool } from "./user-pool.js";

type Attributes = Readonly<Record<string, string>>;
type Status = NonNullable<UserFixture["status"]>;

export async function loadUser(
  loader: Loader,
  service: Service,
  pool: LoadedUserPool,
  fixture: UserFixture,
  /** Whether no password and no status of the pool's users has changed since the last load. */
  credentialsKnown: boolean,
): Promise<boolean> {
  const key = { UserPoolId: pool.id, Username: fixture.username };
  const wanted = attributesOf(fixture);
  const status = statusOf(fixture, pool);
  const ledgerKey = `user ${fixture.username} of ${pool.id}`;

  return loader.load("user", fixture.username, fixture, async () => {
    const existing = await unlessMissing(service.idp("AdminGetUser", key));
    const outcome = existing ? await change(existing) : await create();
    const enabled = await setEnabled(existing?.Enabled ?? true);
    const grouped = await setGroups();
    const factors = await loadUserMfa(loader, service, pool, fixture);
    return outcome === "unchanged" && (enabled || grouped || factors) ? "updated" : outcome;
  });

  async function create(): Promise<Outcome> {
    await (status === "UNCONFIRMED" ? signUp() : createByAdmin());
    try {
      if (status === "UNCONFIRMED") await setAttributes(wanted, omitFlags(wanted));
      else if (fixture.password !== undefined && status !== "FORCE_CHANGE_PASSWORD")
        await setCredentials(status);
      await keepCredentials();
    } catch (error) {
      // Half a user would be taken for a whole one by the next load.
      await service.idp("AdminDeleteUser", key);
      throw error;
    }
    return "created";
  }

  async function createByAdmin(): Promise<void> {
    const input = {
      ...key,
      UserAttributes: listOf(wanted),
      // Refuses a password that breaks the pool's policy before there is a user.
      TemporaryPassword: fixture.password,
      MessageAction: "SUPPRESS" as const,
    };
    await service.idp("AdminCreateUser", input, { sub: fixture.sub });
  }

  /** The one way to an unconfirmed user; the confirmation code arrives in the inbox. */
  async function signUp(): Promise<void> {
    const ClientId = [...pool.clientIds.values()][0];
    if (ClientId === undefined) throw new Impossible("the pool has no client to sign up through", "status");
    const { UserPoolClient } = await service.idp("DescribeUserPoolClient", { UserPoolId: pool.id, ClientId });
    const secret = UserPoolClient?.ClientSecret;
    const input = {
      ClientId,
      SecretHash:
        secret &&
        createHmac("sha256", secret)
          .update(fixture.username + ClientId)
          .digest("base64"),
      Username: fixture.username,
      Password: fixture.password,
      // Nobody may verify their own address by signing up.
      UserAttributes: listOf(omitFlags(wanted)),
    };
    await service.idp("SignUp", input, { sub: fixture.sub });
  }

  async function change(existing: {
    UserStatus?: string | undefined;
    UserAttributes?: readonly { Name: string; Value?: string | undefined }[] | undefined;
  }): Promise<Outcome> {
    const present = Object.fromEntries(
      (existing.UserAttributes ?? []).map(({ Name, Value }) => [Name, Value ?? ""]),
    );
    if (fixture.sub !== undefined && present.sub !== fixture.sub)
      throw new Impossible(`the user exists with another sub, ${present.sub}; delete the user first`, "sub");

    const attributesChanged = await setAttributes(wanted, present);
    if (credentialsKnown || (await loader.ledger.knows(ledgerKey, credentials())))
      return attributesChanged ? "updated" : "unchanged";
    const moved = existing.UserStatus !== status;
    if (status === "UNCONFIRMED" && moved)
      throw new Impossible(
        `the user is ${existing.UserStatus} already and cannot become UNCONFIRMED again`,
        "status",
      );
    if (status !== "UNCONFIRMED" && fixture.password !== undefined) await setCredentials(status);
    else if (moved) throw new Impossible(`the user is ${existing.UserStatus} already`, "status");
    await keepCredentials();
    return "updated";
  }

  async function setCredentials(to: Exclude<Status, "UNCONFIRMED">): Promise<void> {
    const Permanent = to !== "FORCE_CHANGE_PASSWORD";
    await service.idp("AdminSetUserPassword", { ...key, Password: fixture.password!, Permanent });
    if (to === "RESET_REQUIRED") await service.idp("AdminResetUserPassword", key);
  }

  async function setAttributes(to: Attributes, from: Attributes): Promise<boolean> {
    const changed = new Set(Object.keys(to).filter((name) => to[name] !== from[name]));
    // A changed address loses its verification unless the same call verifies it.
    for (const name of ["email", "phone_number"])
      if (changed.has(name) && `${name}_verified` in to) changed.add(`${name}_verified`);
    if (changed.size === 0) return false;
    const UserAttributes = listOf(to).filter(({ Name }) => changed.has(Name));
    await service.idp("AdminUpdateUserAttributes", { ...key, UserAttributes });
    return true;
  }

  async function setEnabled(present: boolean): Promise<boolean> {
    if (fixture.enabled === undefined || fixture.enabled === present) return false;
    await service.idp(fixture.enabled ? "AdminEnableUser" : "AdminDisableUser", key);
    return true;
  }

  /** Groups that the file does not know keep their members. */
  async function setGroups(): Promise<boolean> {
    if (fixture.groups === undefined) return false;
    const present = await everyPage(
      (NextToken) => service.idp("AdminListGroupsForUser", { ...key, NextToken }),
      (page) => page.Groups,
      (page) => page.NextToken,
    );
    const memberships = new Set(present.map(({ GroupName }) => GroupName));
    let changed = false;
    for (const { name: GroupName } of pool.fixture.groups ?? []) {
      const belongs = fixture.groups.includes(GroupName);
      if (belongs === memberships.has(GroupName)) continue;
      const operation = belongs ? "AdminAddUserToGroup" : "AdminRemoveUserFromGroup";
      await service.idp(operation, { ...key, GroupName });
      changed = true;
    }
    return changed;
  }

  function credentials(): string {
    return credentialsOf(fixture, pool);
  }

  function keepCredentials(): Promise<void> {
    return loader.ledger.keep(ledgerKey, credentials());
  }
}

/** What the ledger remembers of a user. */
export function credentialsOf(fixture: UserFixture, pool: LoadedUserPool): string {
  return JSON.stringify([fixture.username, fixture.password ?? null, statusOf(fixture, pool)]);
}

function statusOf(fixture: UserFixture, pool: LoadedUserPool): Status {
  if (fixture.status !== undefined) return fixture.status;
  return fixture.password !== undefined || isPasswordless(pool.fixture)
    ? "CONFIRMED"
    : "FORCE_CHANGE_PASSWORD";
}

function attributesOf({ attributes = {}, verified = [] }: UserFixture): Attributes {
  return { ...attributes, ...Object.fromEntries(verified.map((name) => [`${name}_verified`, "true"])) };
}

function omitFlags(attributes: Attributes): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => !name.endsWith("_verified")));
}

function listOf(attributes: Attributes) {
  return Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
}
