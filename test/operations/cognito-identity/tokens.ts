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
