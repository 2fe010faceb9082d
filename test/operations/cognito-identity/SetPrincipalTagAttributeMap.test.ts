// SetPrincipalTagAttributeMap and GetPrincipalTagAttributeMap: which claims become tags.
import {
  GetPrincipalTagAttributeMapCommand,
  SetPrincipalTagAttributeMapCommand,
  type SetPrincipalTagAttributeMapCommandInput,
} from "@aws-sdk/client-cognito-identity";
import { describe, expect, it } from "vitest";
import { useEmulator } from "../../support/emulator.js";
import { refusal } from "../../support/refusal.js";
import { anIdentityPool, aUserPool, nobody, providerOf } from "./setup.js";

const emulator = useEmulator();

const set = async (input: SetPrincipalTagAttributeMapCommandInput) => {
  const { $metadata, ...map } = await emulator().identity.send(new SetPrincipalTagAttributeMapCommand(input));
  return map;
};
const get = async (IdentityPoolId: string, IdentityProviderName: string) => {
  const command = new GetPrincipalTagAttributeMapCommand({ IdentityPoolId, IdentityProviderName });
  const { $metadata, ...map } = await emulator().identity.send(command);
  return map;
};

describe("SetPrincipalTagAttributeMap", () => {
  it("keeps a mapping for each provider, whatever it is called", async () => {
    const { pool } = await aUserPool(emulator());
    const IdentityPoolId = await anIdentityPool(emulator());
    const key = { IdentityPoolId, IdentityProviderName: providerOf(pool) };
    expect(await get(IdentityPoolId, key.IdentityProviderName)).toEqual({
      ...key,
      UseDefaults: false,
      PrincipalTags: {},
    });
    const map = { ...key, PrincipalTags: { mail: "email" } };
    expect(await set(map)).toEqual({ ...map, UseDefaults: false });
    expect(await get(IdentityPoolId, key.IdentityProviderName)).toEqual({ ...map, UseDefaults: false });
    const local = `localhost:${new URL(emulator().url).port}/${pool.Id}`;
    expect(await get(IdentityPoolId, local)).toMatchObject({ PrincipalTags: { mail: "email" } });
    expect(await get(IdentityPoolId, "accounts.google.com")).toMatchObject({ PrincipalTags: {} });
  });

  it("shows the default mapping", async () => {
    const IdentityPoolId = await anIdentityPool(emulator());
    const map = { IdentityPoolId, IdentityProviderName: "accounts.google.com", UseDefaults: true };
    const expected = { ...map, PrincipalTags: { client: "aud", username: "sub" } };
    expect(await set({ ...map, PrincipalTags: { mail: "email" } })).toEqual(expected);
    expect(await get(IdentityPoolId, "accounts.google.com")).toEqual(expected);
    await set({ ...map, UseDefaults: undefined });
    expect(await get(IdentityPoolId, "accounts.google.com")).toMatchObject({
      UseDefaults: false,
      PrincipalTags: {},
    });
  });

  it("needs a pool that exists", async () => {
    const IdentityPoolId = nobody();
    const message = `IdentityPool '${IdentityPoolId}' not found.`;
    const provider = "accounts.google.com";
    await refusal(get(IdentityPoolId, provider), "ResourceNotFoundException", message);
    await refusal(
      set({ IdentityPoolId, IdentityProviderName: provider }),
      "ResourceNotFoundException",
      message,
    );
  });
});
