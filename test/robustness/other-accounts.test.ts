// Pools of another account or region look to every signed operation as if they did not exist.
import { expect, it } from "vitest";
import { serviceIds, serviceModel } from "../../src/model/service-model.js";
import { cognitoIdentity } from "../../src/services/cognito-identity/registry.js";
import { cognitoIdp } from "../../src/services/cognito-idp/registry.js";
import { useEmulator } from "../support/emulator.js";
import { sampleStructure } from "../wire/samples.js";
import { aFamily } from "./world.js";

const emulator = useEmulator();
const NO_USER_POOL = "us-east-1_nothere00";
const NO_IDENTITY_POOL = "us-east-1:00000000-0000-4000-8000-000000000000";

const built = new Set([...cognitoIdp, ...cognitoIdentity].map(({ name }) => name));

const onPools = serviceIds.flatMap((service) => {
  const model = serviceModel(service);
  return model.operationNames.flatMap((name) => {
    const operation = model.operation(name)!;
    const member = ["UserPoolId", "IdentityPoolId"].find((id) => operation.input.memberNames.has(id));
    if (!member || operation.auth !== "sigv4" || !built.has(name)) return [];
    return [{ service, name, member, input: operation.input }];
  });
});

it.each(onPools)("$name", async ({ service, name, member, input }) => {
  const family = await aFamily(emulator(), 0);
  const [foreign = ""] = family[member] ?? [];
  const absent = member === "UserPoolId" ? NO_USER_POOL : NO_IDENTITY_POOL;
  const scopes = [
    { account: "111111111111", region: "us-east-1" },
    { account: "000000000000", region: "eu-west-1" },
  ];
  for (const scope of scopes)
    for (const everything of [false, true]) {
      const answerFor = (id: string): Promise<string> =>
        emulator()
          .app.call(service, name, { ...sampleStructure(input, everything), [member]: id }, { scope })
          .then(
            (output) => `answers ${JSON.stringify(output)}`,
            (error: Error) => `${error.name}: ${error.message}`.replaceAll(id, "ID"),
          );
      const answer = await answerFor(foreign);
      expect(answer).toBe(await answerFor(absent));
      expect(answer).toMatch(/^(ResourceNotFound|InvalidParameter)Exception/);
    }
});
