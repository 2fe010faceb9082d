// DeleteIdentities: removes identities; those that are not there, or not the caller's, are named in the answer.
//
// Assumed: an identity that does not exist is reported as AccessDenied, as one of another account is.
import type { UnprocessedIdentityId } from "../../model/cognito-identity.gen.js";
import { Fault } from "../../model/fault.js";
import { operation } from "./operation.js";

export const DeleteIdentities = operation("DeleteIdentities", (input, ctx) => {
  const { identities } = ctx.core.identityPools;
  const unprocessed: UnprocessedIdentityId[] = [];
  ctx.transaction(() => {
    for (const id of new Set(input.IdentityIdsToDelete)) {
      try {
        identities.remove(identities.requireIn(ctx.caller.scope, id).identity);
      } catch (error) {
        if (!(error instanceof Fault)) throw error;
        unprocessed.push({ IdentityId: id, ErrorCode: "AccessDenied" });
      }
    }
  });
  return { UnprocessedIdentityIds: unprocessed };
});
