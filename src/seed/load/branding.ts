// Gives the clients of a loaded pool the style without which managed login shows them no pages, as the console does.
import type { Loader, Service } from "../loader.js";
import { unlessMissing } from "../loader.js";
import type { LoadedUserPool } from "./user-pool.js";

export async function loadBrandings(loader: Loader, service: Service, pool: LoadedUserPool): Promise<void> {
  const managed = pool.fixture.domains?.some(
    (domain) => typeof domain !== "string" && domain.settings.ManagedLoginVersion === 2,
  );
  if (!managed) return;
  for (const fixture of pool.fixture.clients ?? []) {
    const ClientId = pool.clientIds.get(fixture.name);
    if (ClientId === undefined) continue;
    const key = { UserPoolId: pool.id, ClientId };
    await loader.load("branding", fixture.name, fixture, async () => {
      const existing = await unlessMissing(service.idp("DescribeManagedLoginBrandingByClient", key));
      if (existing) return "unchanged";
      await service.idp("CreateManagedLoginBranding", { ...key, UseCognitoProvidedValues: true });
      return "created";
    });
  }
}
