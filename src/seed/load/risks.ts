// Loads what a pool with threat protection does about risks.
import { inputOf, type Loader, type Service } from "../loader.js";
import { omit } from "../settings.js";
import type { Settings } from "../shape.js";
import type { LoadedUserPool } from "./user-pool.js";

export async function loadPoolRisks(
  loader: Loader,
  service: Service,
  { id: UserPoolId, fixture: { name, risks } }: LoadedUserPool,
): Promise<void> {
  if (risks === undefined) return;
  const set = (settings: Settings) =>
    service.idp("SetRiskConfiguration", {
      ...inputOf("cognito-idp", "SetRiskConfiguration", settings),
      UserPoolId,
    });
  await loader.load("risk configuration", name, risks, () =>
    loader.reconcile({
      key: () => `risk configuration of ${UserPoolId}`,
      wanted: risks.settings,
      async read() {
        const { RiskConfiguration } = await service.idp("DescribeRiskConfiguration", { UserPoolId });
        const settings = omit(RiskConfiguration as Settings, ["UserPoolId", "LastModifiedDate"]);
        return Object.keys(settings).length === 0 ? undefined : settings;
      },
      create: () => set(risks.settings),
      update: set,
    }),
  );
}
