// Devices through the client libraries that applications use, as they are but for their endpoint.
import {
  AdminForgetDeviceCommand,
  type DeviceConfigurationType,
} from "@aws-sdk/client-cognito-identity-provider";
import {
  AuthenticationDetails,
  CognitoUser,
  CognitoUserPool,
  type CognitoUserSession,
  type IAuthenticationCallback,
} from "amazon-cognito-identity-js";
import { Amplify } from "aws-amplify";
import {
  confirmSignIn,
  fetchAuthSession,
  fetchDevices,
  forgetDevice,
  rememberDevice,
  signIn,
  signOut,
} from "aws-amplify/auth";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { codeOf, nextCode } from "../support/authenticator.js";
import { PASSWORD } from "../support/builders.js";
import { ALWAYS, aDeviceSite, OPT_IN, type Site } from "../support/devices.js";
import { useEmulator } from "../support/emulator.js";
import { enrol, first, prefer, setMfa, totpFactor } from "../support/mfa.js";
import { claimsOf } from "../support/tokens.js";

const emulator = useEmulator();

/** Gives the signed-in user a second factor. */
async function turnMfaOn({ pool }: Site, accessToken: string): Promise<string> {
  await setMfa(emulator(), pool, "OPTIONAL", totpFactor);
  const secret = await enrol(emulator(), accessToken);
  await prefer(emulator(), pool, "ada", { SoftwareTokenMfaSettings: first });
  return secret;
}

describe("amazon-cognito-identity-js", () => {
  type Next = { callback: string; session?: CognitoUserSession; asks?: boolean | undefined };

  const userOf = ({ pool, client }: Site) =>
    new CognitoUser({
      Username: "ada",
      Pool: new CognitoUserPool({
        UserPoolId: pool.Id,
        ClientId: client.ClientId,
        endpoint: emulator().url,
      }),
    });

  function called(call: (callbacks: IAuthenticationCallback) => void): Promise<Next> {
    return new Promise((resolve, reject) =>
      call({
        onSuccess: (session, asks) => resolve({ callback: "onSuccess", session, asks }),
        onFailure: reject,
        totpRequired: () => resolve({ callback: "totpRequired" }),
      }),
    );
  }

  const authenticate = (user: CognitoUser) =>
    called((callbacks) =>
      user.authenticateUser(new AuthenticationDetails({ Username: "ada", Password: PASSWORD }), callbacks),
    );
  const settled = <T>(
    call: (callbacks: { onSuccess: (value: T) => void; onFailure: (e: Error) => void }) => void,
  ) => new Promise<T>((resolve, reject) => call({ onSuccess: resolve, onFailure: reject }));
  const tokenOf = ({ session }: Next) => session?.getAccessToken().getJwtToken() ?? "";
  const deviceKeyOf = (next: Next) => claimsOf(tokenOf(next)).device_key as string;
  const list = async (user: CognitoUser) => {
    const { Devices } = await settled<{ Devices: { DeviceKey: string }[] }>((callbacks) =>
      user.listDevices(10, null, callbacks),
    );
    return Devices.map(({ DeviceKey }) => DeviceKey);
  };

  test("confirms its device, proves it instead of the second factor and refreshes with it", async () => {
    const site = await aDeviceSite(emulator(), ALWAYS);
    const user = userOf(site);
    const next = await authenticate(user);
    expect(next.callback).toBe("onSuccess");
    expect(next.asks).toBeUndefined();
    const key = deviceKeyOf(next);
    expect(await list(user)).toEqual([key]);
    await turnMfaOn(site, tokenOf(next));

    const again = userOf(site);
    const proven = await authenticate(again);
    expect(proven.callback).toBe("onSuccess");
    expect(deviceKeyOf(proven)).toBe(key);
    expect(await list(again)).toEqual([key]);

    const refreshed = await new Promise<CognitoUserSession>((resolve, reject) =>
      again.refreshSession(proven.session!.getRefreshToken(), (error, session) =>
        error ? reject(error) : resolve(session),
      ),
    );
    expect(refreshed.getAccessToken().payload.device_key).toBe(key);
  });

  test("has its device remembered, and no longer, where users choose", async () => {
    const site = await aDeviceSite(emulator(), OPT_IN);
    const user = userOf(site);
    const next = await authenticate(user);
    expect(next).toMatchObject({ callback: "onSuccess", asks: true });
    const secret = await turnMfaOn(site, tokenOf(next));

    const unremembered = userOf(site);
    expect((await authenticate(unremembered)).callback).toBe("totpRequired");
    const byCode = await called((callbacks) =>
      unremembered.sendMFACode(codeOf(emulator(), secret), callbacks, "SOFTWARE_TOKEN_MFA"),
    );
    expect(deviceKeyOf(byCode)).toBe(deviceKeyOf(next));
    expect(await settled((callbacks) => unremembered.setDeviceStatusRemembered(callbacks))).toBe("SUCCESS");

    const remembered = userOf(site);
    expect((await authenticate(remembered)).callback).toBe("onSuccess");
    await settled((callbacks) => remembered.setDeviceStatusNotRemembered(callbacks));
    expect((await authenticate(userOf(site))).callback).toBe("totpRequired");
  });

  test("gets on with a new device when the one that it knows was forgotten", async () => {
    const site = await aDeviceSite(emulator(), ALWAYS);
    const key = deviceKeyOf(await authenticate(userOf(site)));
    await emulator().idp.send(
      new AdminForgetDeviceCommand({ UserPoolId: site.pool.Id, Username: "ada", DeviceKey: key }),
    );
    const user = userOf(site);
    const next = await authenticate(user);
    expect(next.callback).toBe("onSuccess");
    expect(deviceKeyOf(next)).not.toBe(key);
    expect(await list(user)).toEqual([deviceKeyOf(next)]);
  });

  test("forgets its device", async () => {
    const user = userOf(await aDeviceSite(emulator(), ALWAYS));
    await authenticate(user);
    await settled((callbacks) => user.forgetDevice(callbacks));
    expect(await list(user)).toEqual([]);
  });
});

describe("aws-amplify", () => {
  // Browsers have it, and Node from version 21 on: the library names the device by it.
  beforeAll(() => {
    vi.stubGlobal("navigator", { userAgent: "Ada's browser" });
  });
  afterAll(() => {
    vi.unstubAllGlobals();
  });

  async function aSite(configuration: DeviceConfigurationType) {
    const site = await aDeviceSite(emulator(), configuration);
    Amplify.configure({
      Auth: {
        Cognito: {
          userPoolId: site.pool.Id,
          userPoolClientId: site.client.ClientId,
          userPoolEndpoint: emulator().url,
        },
      },
    });
    return site;
  }

  const begin = async () => (await signIn({ username: "ada", password: PASSWORD })).nextStep.signInStep;
  const accessToken = async () => String((await fetchAuthSession()).tokens?.accessToken);
  const TOTP = "CONFIRM_SIGN_IN_WITH_TOTP_CODE";

  test("remembers its device, signs in without the second factor and forgets the device", async () => {
    const site = await aSite(OPT_IN);
    expect(await begin()).toBe("DONE");
    const secret = await turnMfaOn(site, await accessToken());
    await signOut();

    expect(await begin()).toBe(TOTP);
    await confirmSignIn({ challengeResponse: codeOf(emulator(), secret) });
    await rememberDevice();
    await signOut();

    expect(await begin()).toBe("DONE");
    const devices = await fetchDevices();
    expect(devices).toMatchObject([{ id: claimsOf(await accessToken()).device_key, name: "Ada's browser" }]);
    expect((await fetchAuthSession({ forceRefresh: true })).tokens?.accessToken).toBeDefined();
    await forgetDevice();
    expect(await fetchDevices()).toEqual([]);
    await signOut();

    nextCode(emulator());
    expect(await begin()).toBe(TOTP);
    await confirmSignIn({ challengeResponse: codeOf(emulator(), secret) });
    await signOut();
  });

  test("gets on with a new device when the one that it knows was forgotten", async () => {
    const site = await aSite(ALWAYS);
    await begin();
    const key = String(claimsOf(await accessToken()).device_key);
    await signOut();
    await emulator().idp.send(
      new AdminForgetDeviceCommand({ UserPoolId: site.pool.Id, Username: "ada", DeviceKey: key }),
    );
    expect(await begin()).toBe("DONE");
    expect((await fetchDevices()).map(({ id }) => id)).toEqual([claimsOf(await accessToken()).device_key]);
    await signOut();
  });

  test("tracks its device with plain passwords as well, and refreshes", async () => {
    await aSite(ALWAYS);
    const options = { authFlowType: "USER_PASSWORD_AUTH" } as const;
    const { nextStep } = await signIn({ username: "ada", password: PASSWORD, options });
    expect(nextStep.signInStep).toBe("DONE");
    expect((await fetchAuthSession({ forceRefresh: true })).tokens?.accessToken).toBeDefined();
    await signOut();
  });
});
