// DescribeIdentityPool and DeleteIdentityPool.
import {
  DeleteIdentityPoolCommand,
  DescribeIdentityCommand,
  DescribeIdentityPoolCommand,
} from "@aws-sdk/client-cognito-identity";
import { it } from "vitest";
import { useEmulator } from "../../support/emulator.js";
import { refusal } from "../../support/refusal.js";
import { anIdentityPool, getId, nobody } from "./setup.js";

const emulator = useEmulator();

it("DescribeIdentityPool needs a pool that exists", async () => {
  const IdentityPoolId = nobody();
  await refusal(
    emulator().identity.send(new DescribeIdentityPoolCommand({ IdentityPoolId })),
    "ResourceNotFoundException",
    `IdentityPool '${IdentityPoolId}' not found.`,
  );
});

it("DeleteIdentityPool removes the pool and its identities, once", async () => {
  const IdentityPoolId = await anIdentityPool(emulator());
  const IdentityId = await getId(emulator(), IdentityPoolId);
  await emulator().identity.send(new DeleteIdentityPoolCommand({ IdentityPoolId }));
  const poolMessage = `IdentityPool '${IdentityPoolId}' not found.`;
  for (const command of [
    new DescribeIdentityPoolCommand({ IdentityPoolId }),
    new DeleteIdentityPoolCommand({ IdentityPoolId }),
  ])
    await refusal(emulator().identity.send(command as never), "ResourceNotFoundException", poolMessage);
  await refusal(
    emulator().identity.send(new DescribeIdentityCommand({ IdentityId })),
    "ResourceNotFoundException",
    `Identity '${IdentityId}' not found.`,
  );
});
