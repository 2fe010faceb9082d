// App clients and their secrets as the service shows them.
import type { ClientSecretDescriptorType, UserPoolClientType } from "../../../model/cognito-idp.gen.js";
import type { Client, ClientSecret } from "../../../storage/records.js";

/** A client with two secrets shows the older one. */
export const presentClient = (client: Client): UserPoolClientType => ({
  UserPoolId: client.poolId,
  ClientName: client.name,
  ClientId: client.id,
  ClientSecret: client.secrets[0]?.value,
  LastModifiedDate: client.changedAt,
  CreationDate: client.createdAt,
  ClientType: "REGULAR",
  ...client.settings,
});

/** Never with its value; see AddUserPoolClientSecret for the one time that it is told. */
export const presentSecret = (secret: ClientSecret): ClientSecretDescriptorType => ({
  ClientSecretId: secret.id,
  ClientSecretCreateDate: secret.createdAt,
});
