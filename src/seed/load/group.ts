// Loads a group of a user pool.
import type { GroupFixture } from "../fixture.js";
import { inputOf, type Loader, type Service, unlessMissing } from "../loader.js";
import { omit } from "../settings.js";
import type { LoadedUserPool } from "./user-pool.js";

export async function loadGroup(
  loader: Loader,
  service: Service,
  pool: LoadedUserPool,
  fixture: GroupFixture,
): Promise<void> {
  const key = { UserPoolId: pool.id, GroupName: fixture.name };
  const { description, role, precedence } = fixture;
  const wanted = omit({ Description: description, RoleArn: role, Precedence: precedence }, []);

  await loader.load("group", fixture.name, fixture, () =>
    loader.reconcile({
      key: () => `group ${fixture.name} of ${pool.id}`,
      wanted,
      async read() {
        const answer = await unlessMissing(service.idp("GetGroup", key));
        return answer?.Group && { ...answer.Group };
      },
      create: () => service.idp("CreateGroup", { ...wanted, ...key }),
      update: (merged) =>
        service.idp("UpdateGroup", { ...inputOf("cognito-idp", "UpdateGroup", merged), ...key }),
    }),
  );
}
