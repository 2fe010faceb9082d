// Loads an identity pool: its settings, roles, role mappings and session tags.
import type { CognitoIdentityOperations } from "../../model/cognito-identity.gen.js";
import type { IdentityPoolFixture, PrincipalTagsFixture } from "../fixture.js";
import { everyPage, type Loader, onlyOne, type Service, unlessMissing } from "../loader.js";
import type { Outcome, SeededIdentityPool } from "../report.js";
import { covers, merge, omit } from "../settings.js";
import type { Settings } from "../shape.js";
import type { LoadedUserPool } from "./user-pool.js";

type Inputs = { [N in keyof CognitoIdentityOperations]: CognitoIdentityOperations[N]["input"] };

export async function loadIdentityPool(
  loader: Loader,
  service: Service,
  fixture: IdentityPoolFixture,
  userPools: ReadonlyMap<string, LoadedUserPool>,
): Promise<SeededIdentityPool | undefined> {
  let { id } = fixture;
  // A login whose user pool could not be loaded has its own problem there.
  const logins = (fixture.userPools ?? []).flatMap((login) => {
    const pool = userPools.get(login.pool);
    const clientId = pool?.clientIds.get(login.client);
    return pool && clientId ? [{ login, clientId, provider: providerOf(service, pool) }] : [];
  });

  const done = await loader.load("identity pool", fixture.name, fixture, async () => {
    id ??= await findByName(service, fixture.name);
    const wanted: Settings = {
      AllowUnauthenticatedIdentities: false,
      ...fixture.settings,
      IdentityPoolName: fixture.name,
      ...providers(),
    };
    const outcome = await loader.reconcile({
      key: () => `identity pool ${id}`,
      wanted,
      read: async () => {
        if (id === undefined) return undefined;
        const pool = await unlessMissing(service.identity("DescribeIdentityPool", { IdentityPoolId: id }));
        return pool && { ...pool };
      },
      async create() {
        const pins = { identityPoolId: fixture.id };
        const pool = await service.identity(
          "CreateIdentityPool",
          wanted as unknown as Inputs["CreateIdentityPool"],
          pins,
        );
        id = pool.IdentityPoolId;
      },
      update: (merged) =>
        service.identity("UpdateIdentityPool", {
          ...(merged as unknown as Inputs["UpdateIdentityPool"]),
          IdentityPoolId: id!,
        }),
    });
    const changed = [await setRoles(id!), await setPrincipalTags(id!)];
    return outcome === "unchanged" && changed.includes(true) ? ("updated" satisfies Outcome) : outcome;
  });
  return done && id !== undefined ? { id, name: fixture.name, region: service.scope.region } : undefined;

  function providers(): Settings {
    const stated = fixture.settings.CognitoIdentityProviders as readonly object[] | undefined;
    if (logins.length === 0) return {};
    const ours = logins.map(({ login, clientId, provider }) => ({
      ProviderName: provider,
      ClientId: clientId,
      ...omit(login.settings, []),
    }));
    return { CognitoIdentityProviders: [...ours, ...(stated ?? [])] };
  }

  async function setRoles(IdentityPoolId: string): Promise<boolean> {
    const ofLogins = logins
      .filter(({ login }) => login.roleMapping)
      .map(({ login, clientId, provider }) => [`${provider}:${clientId}`, login.roleMapping] as const);
    const wanted: Settings = {
      Roles: omit({ ...fixture.roles }, []),
      RoleMappings: { ...fixture.roleMappings, ...Object.fromEntries(ofLogins) },
    };
    const { Roles, RoleMappings } = await service.identity("GetIdentityPoolRoles", { IdentityPoolId });
    const present: Settings = { Roles: Roles ?? {}, RoleMappings: RoleMappings ?? {} };
    if (mentionsNothing(wanted) || covers(present, wanted)) return false;
    const merged = merge(present, wanted) as Omit<Inputs["SetIdentityPoolRoles"], "IdentityPoolId">;
    await service.identity("SetIdentityPoolRoles", { ...merged, IdentityPoolId });
    return true;
  }

  async function setPrincipalTags(IdentityPoolId: string): Promise<boolean> {
    const ofLogins = logins
      .filter(({ login }) => login.principalTags !== undefined)
      .map(({ login, provider }) => [provider, login.principalTags!] as const);
    let changed = false;
    for (const [provider, tags] of [...ofLogins, ...Object.entries(fixture.principalTags ?? {})]) {
      const key = { IdentityPoolId, IdentityProviderName: provider };
      const wanted = tagSettings(tags);
      const present = await unlessMissing(service.identity("GetPrincipalTagAttributeMap", key));
      if (present && covers(present, wanted)) continue;
      await service.identity("SetPrincipalTagAttributeMap", { ...key, ...wanted });
      changed = true;
    }
    return changed;
  }
}

/** AWS's name for a user pool as a provider of logins. */
function providerOf({ scope }: Service, { id }: LoadedUserPool): string {
  return `cognito-idp.${scope.region}.amazonaws.com/${id}`;
}

function tagSettings(tags: PrincipalTagsFixture): {
  UseDefaults: boolean;
  PrincipalTags?: Record<string, string>;
} {
  return typeof tags === "boolean"
    ? { UseDefaults: tags }
    : { UseDefaults: false, PrincipalTags: { ...tags } };
}

function mentionsNothing(settings: Settings): boolean {
  return Object.values(settings).every((value) => Object.keys(value as object).length === 0);
}

async function findByName(service: Service, name: string): Promise<string | undefined> {
  const pools = await everyPage(
    (NextToken) => service.identity("ListIdentityPools", { MaxResults: 60, NextToken }),
    (page) => page.IdentityPools,
    (page) => page.NextToken,
  );
  return onlyOne(
    pools.filter((pool) => pool.IdentityPoolName === name),
    "identity pools",
  )?.IdentityPoolId;
}
