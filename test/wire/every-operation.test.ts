// Every operation of both services: a valid input reaches the handler, and each broken constraint has its message.
import { describe, expect, it } from "vitest";
import { serviceIds, serviceModel } from "../../src/model/service-model.js";
import { AUTHORIZATION, harness, refusal } from "./harness.js";
import { sample, sampleStructure, variants } from "./samples.js";

describe.each(serviceIds)("%s", (service) => {
  const model = serviceModel(service);

  it.each(model.operationNames)("%s takes what the model allows and refuses the rest", async (name) => {
    const operation = model.operation(name)!;
    const output = operation.output === undefined ? {} : (fromWire(operation.output) as object);
    const seen: unknown[] = [];
    const { dispatch } = harness({
      [name]: (input: never) => {
        seen.push(input);
        return output;
      },
    });
    const send = (body: unknown) =>
      dispatch({
        headers: { "x-amz-target": `${model.targetPrefix}.${name}`, authorization: AUTHORIZATION },
        body: Buffer.from(JSON.stringify(body)),
        sourceIp: "127.0.0.1",
      });

    for (const everything of [false, true]) {
      const input = sampleStructure(operation.input, everything);
      const answer = await send({ ...input, ThisMember: "is unknown", "": null });
      expect(answer.status, answer.body).toBe(200);
      expect(answer.body === "").toBe(operation.output === undefined);
      expect(Object.keys(seen.pop() as object)).toEqual(expect.arrayContaining(Object.keys(input)));
    }

    for (const { value, violations, serialization } of variants(operation.input)) {
      const expected =
        violations === undefined
          ? { status: 400, name: "SerializationException", message: serialization }
          : {
              status: 400,
              name: service === "cognito-idp" ? "InvalidParameterException" : "ValidationException",
              message: summary(violations),
            };
      expect(refusal(await send(value))).toEqual(expected);
    }
    expect(seen).toEqual([]);
  });

  /** An output with all members, in the form in which handlers return it. */
  function fromWire(shape: Parameters<typeof sample>[0]): unknown {
    switch (shape.kind) {
      case "structure":
        return Object.fromEntries(shape.members.map((member) => [member.name, fromWire(member.shape)]));
      case "list":
        return Array.from({ length: Math.max(1, shape.min ?? 0) }, () => fromWire(shape.member));
      case "map":
        return { [sample(shape.key, true) as string]: fromWire(shape.value) };
      case "timestamp":
        return 1_700_000_000_500;
      case "blob":
        return new Uint8Array([0, 1, 2]);
      default:
        return sample(shape, true);
    }
  }

  function summary(violations: readonly string[]): string {
    const texts = violations.map((text) => text.replaceAll("'@.", "'"));
    return `${texts.length} validation error${texts.length === 1 ? "" : "s"} detected: ${texts.join("; ")}`;
  }
});
