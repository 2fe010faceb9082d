// DeleteIdentities: what can be deleted goes, the rest is named.
import { DeleteIdentitiesCommand, ListIdentitiesCommand } from "@aws-sdk/client-cognito-identity";
import { describe, expect, it } from "vitest";
import { useEmulator } from "../../support/emulator.js";
import { refusal } from "../../support/refusal.js";
import { anIdentityPool, getId, nobody } from "./setup.js";

const emulator = useEmulator();

describe("DeleteIdentities", () => {
  it("deletes what it can and names the rest", async () => {
    const IdentityPoolId = await anIdentityPool(emulator());
    const [kept, one, two] = [
      await getId(emulator(), IdentityPoolId),
      await getId(emulator(), IdentityPoolId),
      await getId(emulator(), IdentityPoolId),
    ];
    const unknown = nobody();
    const { UnprocessedIdentityIds } = await emulator().identity.send(
      new DeleteIdentitiesCommand({ IdentityIdsToDelete: [one, unknown, two, one] }),
    );
    expect(UnprocessedIdentityIds).toEqual([{ IdentityId: unknown, ErrorCode: "AccessDenied" }]);
    const { Identities } = await emulator().identity.send(
      new ListIdentitiesCommand({ IdentityPoolId, MaxResults: 60 }),
    );
    expect(Identities?.map(({ IdentityId }) => IdentityId)).toEqual([kept]);
  });

  it("takes 1 to 60 ids", async () => {
    const send = (IdentityIdsToDelete: string[]) =>
      emulator().identity.send(new DeleteIdentitiesCommand({ IdentityIdsToDelete }));
    await refusal(
      send([]),
      "ValidationException",
      "1 validation error detected: Value '[]' at 'identityIdsToDelete' failed to satisfy constraint: Member must have length greater than or equal to 1",
    );
  });
});
