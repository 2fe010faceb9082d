// Loads a user pool: its settings, its custom attributes, then all that is in it.
import type { CognitoIdpOperations, SchemaAttributeType } from "../../model/cognito-idp.gen.js";
import type { UserPoolFixture } from "../fixture.js";
import {
  everyPage,
  Impossible,
  inputOf,
  type Loader,
  onlyOne,
  type Service,
  unlessMissing,
} from "../loader.js";
import type { Outcome, SeededUserPool } from "../report.js";
import { covers, omit } from "../settings.js";
import type { Settings } from "../shape.js";
import { loadBrandings } from "./branding.js";
import { loadClient } from "./client.js";
import { loadDomain } from "./domain.js";
import { loadGroup } from "./group.js";
import { loginPageOf } from "./login-page.js";
import { loadPoolMfa } from "./mfa.js";
import { loadResourceServer } from "./resource-server.js";
import { loadPoolRisks } from "./risks.js";
import { credentialsOf, loadUser } from "./user.js";

type Inputs = { [N in keyof CognitoIdpOperations]: CognitoIdpOperations[N]["input"] };

/** A pool that is there, for the loading of what belongs to it. */
export interface LoadedUserPool {
  readonly fixture: UserPoolFixture;
  readonly id: string;
  /** Client ids by the names that the fixture gives them. */
  readonly clientIds: ReadonlyMap<string, string>;
}

/** What a pool keeps for life. */
const createOnly = ["AliasAttributes", "UsernameAttributes", "UsernameConfiguration"] as const;

/** Settings that say the same thing in an older and a newer place; the service refuses both at once. */
const sameThing = [
  [
    ["AdminCreateUserConfig", "UnusedAccountValidityDays"],
    ["Policies", "PasswordPolicy", "TemporaryPasswordValidityDays"],
  ],
  [["EmailVerificationMessage"], ["VerificationMessageTemplate", "EmailMessage"]],
  [["EmailVerificationSubject"], ["VerificationMessageTemplate", "EmailSubject"]],
  [["SmsVerificationMessage"], ["VerificationMessageTemplate", "SmsMessage"]],
] as const;

export async function loadUserPool(
  loader: Loader,
  service: Service,
  fixture: UserPoolFixture,
): Promise<{ pool: LoadedUserPool; seeded: SeededUserPool } | undefined> {
  let { id } = fixture;
  const { Schema: schema, ...settings } = fixture.settings;

  const done = await loader.load("user pool", fixture.name, fixture, async () => {
    id ??= await findByName(service, fixture.name);
    const existing = await describe(service, id);
    if (existing) refuseLifelong(existing, settings);
    const outcome = await loader.reconcile({
      key: () => `user pool ${id}`,
      wanted: { ...omit(settings, createOnly), PoolName: fixture.name },
      read: () => describe(service, id),
      async create() {
        const input = { ...fixture.settings, PoolName: fixture.name } as Inputs["CreateUserPool"];
        const { UserPool } = await service.idp("CreateUserPool", input, { poolId: fixture.id });
        id = UserPool?.Id;
      },
      update: (merged) => {
        const input = inputOf("cognito-idp", "UpdateUserPool", withoutDoubles(merged, settings));
        return service.idp("UpdateUserPool", { ...input, UserPoolId: id! });
      },
    });
    return existing ? strongest(outcome, await loadAttributes(service, id!, existing, schema)) : outcome;
  });
  if (!done || id === undefined) return undefined;

  const clientIds = new Map<string, string>();
  const pool: LoadedUserPool = { fixture, id, clientIds };
  await loadPoolMfa(loader, service, pool);
  await loadPoolRisks(loader, service, pool);
  for (const server of fixture.resourceServers ?? []) await loadResourceServer(loader, service, pool, server);
  for (const index of (fixture.domains ?? []).keys()) await loadDomain(loader, service, pool, index);
  const clients: SeededUserPool["clients"][number][] = [];
  for (const client of fixture.clients ?? []) {
    const loaded = await loadClient(loader, service, pool, client);
    if (!loaded) continue;
    clientIds.set(client.name, loaded.id);
    clients.push(loaded);
  }
  await loadBrandings(loader, service, pool);
  for (const group of fixture.groups ?? []) await loadGroup(loader, service, pool, group);
  await loadUsers(loader, service, pool);

  const { region } = service.scope;
  const loginPage = loginPageOf(fixture, clients);
  return { pool, seeded: { id, name: fixture.name, region, clients, signIn: signInOf(fixture), loginPage } };
}

/** One digest for all users saves one for each, when a large file is loaded again. */
async function loadUsers(loader: Loader, service: Service, pool: LoadedUserPool): Promise<void> {
  const users = pool.fixture.users ?? [];
  if (users.length === 0) return;
  const key = `users of ${pool.id}`;
  const credentials = users.map((user) => credentialsOf(user, pool)).join("\n");
  const known = await loader.ledger.knows(key, credentials);
  let complete = true;
  for (const user of users) complete = (await loadUser(loader, service, pool, user, known)) && complete;
  if (complete && !known) await loader.ledger.keep(key, credentials);
}

async function findByName(service: Service, name: string): Promise<string | undefined> {
  const pools = await everyPage(
    (NextToken) => service.idp("ListUserPools", { MaxResults: 60, NextToken }),
    (page) => page.UserPools,
    (page) => page.NextToken,
  );
  return onlyOne(
    pools.filter((pool) => pool.Name === name),
    "user pools",
  )?.Id;
}

async function describe(service: Service, id: string | undefined): Promise<Settings | undefined> {
  if (id === undefined) return undefined;
  const answer = await unlessMissing(service.idp("DescribeUserPool", { UserPoolId: id }));
  return answer?.UserPool && { ...answer.UserPool, PoolName: answer.UserPool.Name };
}

function refuseLifelong(existing: Settings, settings: Settings): void {
  for (const name of createOnly)
    if (settings[name] !== undefined && !covers(existing[name], settings[name]))
      throw new Impossible(
        "cannot change once the pool exists; delete the pool, or reset the emulator",
        name,
      );
}

async function loadAttributes(
  service: Service,
  id: string,
  existing: Settings,
  schema: unknown,
): Promise<Outcome> {
  const present = (existing.SchemaAttributes ?? []) as readonly SchemaAttributeType[];
  const missing: SchemaAttributeType[] = [];
  for (const [index, wanted] of ((schema ?? []) as readonly SchemaAttributeType[]).entries()) {
    const { Name, ...definition } = wanted;
    const names = [Name, `custom:${Name}`, `dev:custom:${Name}`];
    const attribute = present.find((candidate) => names.includes(candidate.Name));
    if (attribute === undefined) missing.push(wanted);
    else if (!covers(attribute, definition))
      throw new Impossible(
        "an attribute cannot change once the pool has it; reset the emulator",
        "Schema",
        index,
      );
  }
  if (missing.length === 0) return "unchanged";
  await service.idp("AddCustomAttributes", { UserPoolId: id, CustomAttributes: missing });
  return "updated";
}

/** Of two places for one thing, keeps the one that the fixture mentions, else the newer. */
function withoutDoubles(merged: Settings, mentioned: Settings): Settings {
  const result = structuredClone(merged) as Record<string, unknown>;
  for (const [older, newer] of sameThing) {
    const [drop, keep] = valueAt(mentioned, older) === undefined ? [older, newer] : [newer, older];
    if (valueAt(result, keep) !== undefined) removeAt(result, drop);
  }
  return result;
}

function valueAt(settings: Settings, path: readonly string[]): unknown {
  return path.reduce<unknown>((at, name) => (at as Settings | undefined)?.[name], settings);
}

function removeAt(settings: Record<string, unknown>, path: readonly string[]): void {
  const holder = valueAt(settings, path.slice(0, -1)) as Record<string, unknown> | undefined;
  if (holder) delete holder[path.at(-1)!];
}

function strongest(a: Outcome, b: Outcome): Outcome {
  return a === "unchanged" ? b : a;
}

function signInOf({ users = [] }: UserPoolFixture): SeededUserPool["signIn"] {
  const usable = users.filter((user) => user.password !== undefined && user.enabled !== false);
  const user = usable.find(({ status = "CONFIRMED" }) => status === "CONFIRMED");
  return user && { username: user.username, password: user.password! };
}
