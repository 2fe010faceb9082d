// UpdateIdentityPool: a full replacement, but for the developer's name and the tags.
import { DescribeIdentityPoolCommand, UpdateIdentityPoolCommand } from "@aws-sdk/client-cognito-identity";
import { describe, expect, it } from "vitest";
import { useEmulator } from "../../support/emulator.js";
import { refusal } from "../../support/refusal.js";
import { anIdentityPool, DEVELOPER, nobody } from "./setup.js";

const emulator = useEmulator();

describe("UpdateIdentityPool", () => {
  it("returns what is not given to its default, but for developer name and tags", async () => {
    const IdentityPoolId = await anIdentityPool(emulator(), {
      DeveloperProviderName: DEVELOPER,
      SupportedLoginProviders: { "accounts.google.com": "app" },
      IdentityPoolTags: { team: "a" },
    });
    const update = { IdentityPoolId, IdentityPoolName: "renamed", AllowUnauthenticatedIdentities: false };
    const { $metadata, ...updated } = await emulator().identity.send(new UpdateIdentityPoolCommand(update));
    expect(updated).toEqual({
      ...update,
      AllowClassicFlow: false,
      DeveloperProviderName: DEVELOPER,
      IdentityPoolTags: { team: "a" },
    });
    const described = await emulator().identity.send(new DescribeIdentityPoolCommand({ IdentityPoolId }));
    expect(described).toMatchObject(updated);
    expect(described.SupportedLoginProviders).toBeUndefined();
  });

  it("never renames the developer provider", async () => {
    const IdentityPoolId = await anIdentityPool(emulator());
    const update = (DeveloperProviderName: string) =>
      emulator().identity.send(
        new UpdateIdentityPoolCommand({
          IdentityPoolId,
          IdentityPoolName: "test",
          AllowUnauthenticatedIdentities: true,
          DeveloperProviderName,
        }),
      );
    expect(await update(DEVELOPER)).toMatchObject({ DeveloperProviderName: DEVELOPER });
    expect(await update(DEVELOPER)).toMatchObject({ DeveloperProviderName: DEVELOPER });
    await refusal(
      update("other.example"),
      "InvalidParameterException",
      "Developer provider name can't be changed once it is set.",
    );
  });

  it("checks its settings like CreateIdentityPool, and the pool first", async () => {
    const update = (IdentityPoolId: string) =>
      emulator().identity.send(
        new UpdateIdentityPoolCommand({
          IdentityPoolId,
          IdentityPoolName: "test",
          AllowUnauthenticatedIdentities: true,
          SupportedLoginProviders: { "my.site": "app" },
        }),
      );
    const unknown = nobody();
    await refusal(update(unknown), "ResourceNotFoundException", `IdentityPool '${unknown}' not found.`);
    await refusal(
      update(await anIdentityPool(emulator())),
      "InvalidParameterException",
      "Invalid login provider: my.site",
    );
  });
});
