// Identity pools as applications use them: the credential providers of the official SDK, and Amplify.
import { DescribeIdentityCommand } from "@aws-sdk/client-cognito-identity";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { fromCognitoIdentity, fromCognitoIdentityPool } from "@aws-sdk/credential-providers";
import { Amplify } from "aws-amplify";
import { fetchAuthSession, signIn, signOut } from "aws-amplify/auth";
import { describe, expect, it } from "vitest";
import {
  AUTH_ROLE,
  anIdentityPool,
  aUserPool,
  DEVELOPER,
  developerLogin,
  GUEST_ROLE,
  getId,
  providerOf,
  trusting,
} from "../operations/cognito-identity/setup.js";
import { tokensOf } from "../operations/cognito-identity/tokens.js";
import { PASSWORD } from "../support/builders.js";
import { useEmulator } from "../support/emulator.js";

const emulator = useEmulator();

const clientConfig = () => ({ endpoint: emulator().url, region: "us-east-1" });

/** The assumed role that credentials stand for, as STS tells. */
async function roleOf(credentials: {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string | undefined;
}): Promise<string | undefined> {
  const sts = new STSClient({ ...clientConfig(), credentials: credentials as never });
  const { Arn } = await sts.send(new GetCallerIdentityCommand({}));
  sts.destroy();
  return Arn;
}

const sessionIn = (role: string) =>
  `arn:aws:sts::000000000000:assumed-role/${role.split("/").pop()}/CognitoIdentityCredentials`;

describe("the credential providers of the SDK", () => {
  it("obtain a guest's credentials", async () => {
    const identityPoolId = await anIdentityPool(emulator());
    const credentials = await fromCognitoIdentityPool({ clientConfig: clientConfig(), identityPoolId })();
    expect(credentials).toMatchObject({
      accessKeyId: expect.stringMatching(/^ASIA/),
      identityId: expect.stringMatching(/^us-east-1:/),
      expiration: expect.any(Date),
    });
    expect(await roleOf(credentials)).toBe(sessionIn(GUEST_ROLE));
  });

  it("obtain a user's credentials, always for the same identity", async () => {
    const { pool, client } = await aUserPool(emulator());
    const identityPoolId = await anIdentityPool(emulator(), trusting({ pool, client }));
    const provide = () =>
      fromCognitoIdentityPool({
        clientConfig: clientConfig(),
        identityPoolId,
        logins: {
          [providerOf(pool)]: async () => (await tokensOf(emulator(), pool, client, "ann")).idToken,
        },
      })();
    const [first, second] = [await provide(), await provide()];
    expect(second.identityId).toBe(first.identityId);
    expect(second.accessKeyId).not.toBe(first.accessKeyId);
    expect(await roleOf(first)).toBe(sessionIn(AUTH_ROLE));
  });

  it("obtain a developer user's credentials with an OpenID token", async () => {
    const pool = await anIdentityPool(emulator(), { DeveloperProviderName: DEVELOPER });
    const { IdentityId, Token } = await developerLogin(emulator(), pool, "ann");
    const credentials = await fromCognitoIdentity({
      clientConfig: clientConfig(),
      identityId: IdentityId,
      logins: { "cognito-identity.amazonaws.com": Token },
    })();
    expect(await roleOf(credentials)).toBe(sessionIn(AUTH_ROLE));
  });
});

describe("Amplify", () => {
  it("signs a user in and gets credentials under the name that it derives from the issuer", async () => {
    const { pool, client } = await aUserPool(emulator());
    const identityPoolId = await anIdentityPool(emulator(), trusting({ pool, client }));
    const { idToken } = await tokensOf(emulator(), pool, client, "ann");
    const identityId = await getId(emulator(), identityPoolId, { [providerOf(pool)]: idToken });

    Amplify.configure({
      Auth: {
        Cognito: {
          userPoolId: pool.Id,
          userPoolClientId: client.ClientId,
          userPoolEndpoint: emulator().url,
          identityPoolId,
          identityPoolEndpoint: emulator().url,
        },
      },
    });
    const options = { authFlowType: "USER_PASSWORD_AUTH" } as const;
    await signIn({ username: "ann", password: PASSWORD, options });
    const session = await fetchAuthSession();
    expect(session.identityId).toBe(identityId);
    expect(await roleOf(session.credentials!)).toBe(sessionIn(AUTH_ROLE));
    const described = await emulator().identity.send(new DescribeIdentityCommand({ IdentityId: identityId }));
    expect(described.Logins).toEqual([providerOf(pool)]);
    await signOut();
  });
});
