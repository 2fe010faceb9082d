// GetGroup through the official SDK.
import { GetGroupCommand } from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import { aPool } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";
import { aGroup, ROLE, refusesUnknownGroup } from "./groups.js";

const emulator = useEmulator();
const get = (UserPoolId: string, GroupName: string) =>
  emulator().idp.send(new GetGroupCommand({ UserPoolId, GroupName }));

describe("GetGroup", () => {
  it("accepts a name and answers what was created", async () => {
    const pool = await aPool(emulator());
    await aGroup(emulator(), pool, "writers");
    const group = await aGroup(emulator(), pool, "readers", {
      Description: "Who may read",
      RoleArn: ROLE,
      Precedence: 7,
    });
    const { $metadata, ...answer } = await get(pool.Id, "readers");
    expect(answer).toEqual({ Group: group });
  });

  describe("refuses", () => {
    refusesUnknownGroup(emulator, get);
  });
});
