// Loads a resource server of a user pool. Scopes that the fixture does not mention stay.
import type { ResourceServerFixture } from "../fixture.js";
import { type Loader, type Service, unlessMissing } from "../loader.js";
import type { LoadedUserPool } from "./user-pool.js";

export async function loadResourceServer(
  loader: Loader,
  service: Service,
  pool: LoadedUserPool,
  fixture: ResourceServerFixture,
): Promise<void> {
  const key = { UserPoolId: pool.id, Identifier: fixture.identifier };
  const Name = fixture.name ?? nameFrom(fixture.identifier);
  const scopes = fixture.scopes ?? {};
  const inputOf = (from: Readonly<Record<string, unknown>>) => ({
    ...key,
    Name,
    Scopes: Object.entries(from).map(([ScopeName, about]) => ({
      ScopeName,
      ScopeDescription: String(about),
    })),
  });

  await loader.load("resource server", fixture.identifier, fixture, () =>
    loader.reconcile({
      key: () => `resource server ${fixture.identifier} of ${pool.id}`,
      wanted: { Name, scopes },
      async read() {
        const answer = await unlessMissing(service.idp("DescribeResourceServer", key));
        const server = answer?.ResourceServer;
        if (server === undefined) return undefined;
        const present = (server.Scopes ?? []).map(({ ScopeName, ScopeDescription }) => [
          ScopeName,
          ScopeDescription,
        ]);
        return { Name: server.Name, scopes: Object.fromEntries(present) };
      },
      create: () => service.idp("CreateResourceServer", inputOf(scopes)),
      update: (merged) => service.idp("UpdateResourceServer", inputOf(merged.scopes as typeof scopes)),
    }),
  );
}

/** `api.example.com` for `https://api.example.com`: not every identifier may be a name. */
function nameFrom(identifier: string): string {
  return identifier.replace(/^[a-z]+:\/\//, "").replace(/[^\w\s+=,.@-]/g, "-");
}
