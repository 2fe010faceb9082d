// Finds the user who wants to sign in, without telling who exists where the client asks for that.
import type { User } from "../../storage/records.js";
import type { Store } from "../../storage/store.js";
import { clientNotFound, hidesUserExistence } from "../clients/clients.js";
import type { Triggers } from "../triggers/triggers.js";
import type { Migration } from "../users/migration.js";
import { type Users, userDisabled, userNotFound } from "../users/users.js";
import { requireParameter, type StartRequest } from "./attempt.js";

export type Identification = ReturnType<typeof createIdentification>;

export function createIdentification(deps: {
  store: Store;
  users: Users;
  triggers: Triggers;
  migration: Migration;
}) {
  const { store, users, triggers, migration } = deps;

  return {
    /**
     * The user whom USERNAME names; undefined stands for one who does not exist and must be simulated.
     * Order: migration, existence, disabled, PreAuthentication.
     * @param password of flows that carry it, which a user's migration needs
     * @throws UserNotFoundException, NotAuthorizedException, ResourceNotFoundException
     */
    async identify(request: StartRequest, password?: string): Promise<User | undefined> {
      const { pool, client, parameters, validationData } = request;
      const userName = requireParameter(parameters, "USERNAME");
      let user = users.find(pool, userName);
      if (!user && password !== undefined)
        user = await migration.migrateAtSignIn(request, { userName, password, validationData });
      if (!user && !hidesUserExistence(client)) throw userNotFound();
      if (user && !user.enabled) throw userDisabled();
      await triggers.preAuthentication(request, { userName, user, validationData });
      // Meanwhile, everything may have been taken away.
      if (!store.clients.find(client.id)) throw clientNotFound(client.id);
      return user && store.users.findById(user.id);
    },
  };
}
