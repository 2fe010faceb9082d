// Finds the user who wants to sign in, without telling who exists where the client asks for that.

import type { User } from "../../storage/records.js";
import type { Store } from "../../storage/store.js";
import { hidesUserExistence } from "../clients/clients.js";
import type { Triggers } from "../triggers/triggers.js";
import { type Users, userDisabled, userNotFound } from "../users/users.js";
import { requireParameter, type StartRequest } from "./attempt.js";

export type Identification = ReturnType<typeof createIdentification>;

export function createIdentification(deps: { store: Store; users: Users; triggers: Triggers }) {
  const { store, users, triggers } = deps;

  return {
    /**
     * The user whom USERNAME names; undefined stands for one who does not exist and must be simulated.
     * Order: migration, existence, disabled, PreAuthentication.
     * @param migrates whether the flow carries a password, which a user's migration needs
     * @throws UserNotFoundException, NotAuthorizedException
     */
    async identify(request: StartRequest, { migrates }: { migrates: boolean }): Promise<User | undefined> {
      const { pool, client, parameters } = request;
      const username = requireParameter(parameters, "USERNAME");
      let user = users.find(pool, username);
      if (!user && migrates) {
        await triggers.fire(pool, "UserMigration");
        user = users.find(pool, username);
      }
      if (!user && !hidesUserExistence(client)) throw userNotFound();
      if (user && !user.enabled) throw userDisabled();
      await triggers.fire(pool, "PreAuthentication");
      return user && store.users.findById(user.id);
    },
  };
}
