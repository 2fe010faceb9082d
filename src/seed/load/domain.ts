// Loads a domain of a user pool.
import { Impossible, inputOf, type Loader, type Service } from "../loader.js";
import { origin } from "../shape.js";
import type { LoadedUserPool } from "./user-pool.js";

export async function loadDomain(
  loader: Loader,
  service: Service,
  pool: LoadedUserPool,
  index: number,
): Promise<void> {
  const said = pool.fixture.domains![index]!;
  const { name, settings } = typeof said === "string" ? { name: said, settings: {} } : said;
  const key = { UserPoolId: pool.id, Domain: name };

  await loader.load("domain", name, pool.fixture[origin].of("domains", index), () =>
    loader.reconcile({
      key: () => `domain ${name}`,
      wanted: settings,
      async read() {
        const { DomainDescription } = await service.idp("DescribeUserPoolDomain", { Domain: name });
        // An unknown domain has an empty description.
        if (DomainDescription?.UserPoolId === undefined) return undefined;
        if (DomainDescription.UserPoolId !== pool.id)
          throw new Impossible(`the domain belongs to another user pool, ${DomainDescription.UserPoolId}`);
        return { ...DomainDescription };
      },
      create: () => service.idp("CreateUserPoolDomain", { ...settings, ...key }),
      update: (merged) =>
        service.idp("UpdateUserPoolDomain", {
          ...inputOf("cognito-idp", "UpdateUserPoolDomain", merged),
          ...key,
        }),
    }),
  );
}
