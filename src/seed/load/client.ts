// Loads an app client of a user pool.
import type { ClientFixture } from "../fixture.js";
import { everyPage, inputOf, type Loader, onlyOne, type Service, unlessMissing } from "../loader.js";
import type { SeededUserPool } from "../report.js";
import { omit } from "../settings.js";
import type { LoadedUserPool } from "./user-pool.js";

export async function loadClient(
  loader: Loader,
  service: Service,
  pool: LoadedUserPool,
  fixture: ClientFixture,
): Promise<SeededUserPool["clients"][number] | undefined> {
  const UserPoolId = pool.id;
  let { id } = fixture;
  let currentSecret: string | undefined;

  const read = async () => {
    if (id === undefined) return undefined;
    const answer = await unlessMissing(service.idp("DescribeUserPoolClient", { UserPoolId, ClientId: id }));
    currentSecret = answer?.UserPoolClient?.ClientSecret;
    return answer?.UserPoolClient && { ...answer.UserPoolClient };
  };

  const done = await loader.load("client", fixture.name, fixture, async () => {
    id ??= await findByName(service, pool.id, fixture.name);
    const outcome = await loader.reconcile({
      key: () => `client ${id}`,
      wanted: { ...omit(fixture.settings, ["GenerateSecret"]), ClientName: fixture.name },
      read,
      async create() {
        const input = { ...fixture.settings, UserPoolId, ClientName: fixture.name };
        const secret = fixture.secret === undefined ? {} : { GenerateSecret: true };
        const pins = { clientId: fixture.id, clientSecret: fixture.secret };
        const { UserPoolClient } = await service.idp("CreateUserPoolClient", { ...input, ...secret }, pins);
        id = UserPoolClient?.ClientId;
      },
      update(merged) {
        const input = inputOf("cognito-idp", "UpdateUserPoolClient", { ...merged, UserPoolId });
        return service.idp("UpdateUserPoolClient", { ...input, UserPoolId, ClientId: id! });
      },
    });
    const rotated = await rotateSecret();
    return outcome === "unchanged" && rotated ? "updated" : outcome;
  });

  /** A client has two secrets at most: the oldest makes room for the one that the fixture asks for. */
  async function rotateSecret(): Promise<boolean> {
    const { secret } = fixture;
    const key = `secret of client ${id}`;
    if (secret === undefined || secret === currentSecret || (await loader.ledger.knows(key, secret)))
      return false;
    const ClientId = id!;
    const secrets = await everyPage(
      (NextToken) => service.idp("ListUserPoolClientSecrets", { UserPoolId, ClientId, NextToken }),
      (page) => page.ClientSecrets,
      (page) => page.NextToken,
    );
    const age = ({ ClientSecretCreateDate }: (typeof secrets)[number]) => Number(ClientSecretCreateDate ?? 0);
    const oldest = secrets.sort((a, b) => age(a) - age(b))[0];
    if (secrets.length > 1 && oldest?.ClientSecretId !== undefined) {
      const ClientSecretId = oldest.ClientSecretId;
      await service.idp("DeleteUserPoolClientSecret", { UserPoolId, ClientId, ClientSecretId });
    }
    await service.idp("AddUserPoolClientSecret", { UserPoolId, ClientId, ClientSecret: secret });
    await loader.ledger.keep(key, secret);
    return true;
  }

  return done && id !== undefined
    ? { id, name: fixture.name, confidential: currentSecret !== undefined }
    : undefined;
}

async function findByName(service: Service, UserPoolId: string, name: string): Promise<string | undefined> {
  const clients = await everyPage(
    (NextToken) => service.idp("ListUserPoolClients", { UserPoolId, MaxResults: 60, NextToken }),
    (page) => page.UserPoolClients,
    (page) => page.NextToken,
  );
  return onlyOne(
    clients.filter((client) => client.ClientName === name),
    "clients",
  )?.ClientId;
}
