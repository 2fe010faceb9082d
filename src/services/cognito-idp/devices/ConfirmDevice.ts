// ConfirmDevice: the key that a sign-in was given becomes a device, whose password only the client knows.
//
// Order of checks: access token, device key, verifier. A key is good only for the sign-in that it was given to.
import { operation } from "../operation.js";

export const ConfirmDevice = operation("ConfirmDevice", async (input, ctx) => {
  const { tokens, devices } = ctx.core;
  const caller = await tokens.open(input.AccessToken);
  const UserConfirmationNecessary = ctx.transaction(() =>
    devices.confirm(caller, {
      key: input.DeviceKey,
      name: input.DeviceName,
      verifier: input.DeviceSecretVerifierConfig,
      ip: ctx.caller.sourceIp,
    }),
  );
  return { UserConfirmationNecessary };
});
