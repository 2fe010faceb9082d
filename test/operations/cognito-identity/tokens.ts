// ID tokens of users of the emulator's own pools.
import type { IssuedTokens } from "../../../src/core/tokens/tokens.js";
import type { TestEmulator } from "../../support/emulator.js";

export async function tokensOf(
  { app }: TestEmulator,
  pool: { Id: string },
  client: { ClientId: string },
  username: string,
): Promise<IssuedTokens> {
  const userPool = app.store.pools.find(pool.Id)!;
  const user =
    app.core.users.find(userPool, username) ??
    app.store.transaction(() =>
      app.core.users.create(
        userPool,
        {
          sub: app.core.ids.sub(),
          username,
          status: "CONFIRMED",
          enabled: true,
          attributes: { email: `${username}@example.com`, email_verified: "true" },
        },
        {
          refuse: () => {
            throw new Error("alias");
          },
        },
      ),
    );
  return app.core.tokens.issue({
    pool: userPool,
    client: app.store.clients.find(client.ClientId)!,
    user,
    source: "Authentication",
  });
}

/** Makes a group with a role, and a user its member. */
export async function joinGroup(
  { app }: TestEmulator,
  pool: { Id: string },
  username: string,
  { name, role, precedence }: { name: string; role: string; precedence?: number | undefined },
): Promise<void> {
  const at = app.core.users.require(app.store.pools.find(pool.Id)!, username);
  const group = { poolId: pool.Id, name, roleArn: role, precedence, createdAt: 0, changedAt: 0 };
  app.store.groups.insert(group);
  app.store.groups.addMember(group, at.id, 0);
}
