// GetId, and with it the verification of logins.
import { DescribeIdentityCommand, GetIdCommand } from "@aws-sdk/client-cognito-identity";
import {
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminUserGlobalSignOutCommand,
  DeleteUserPoolCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, it } from "vitest";
import { aClient } from "../../support/builders.js";
import { bootEmulator, useEmulator } from "../../support/emulator.js";
import { refusal } from "../../support/refusal.js";
import {
  anIdentityPool,
  aUserPool,
  DEVELOPER,
  developerLogin,
  getId,
  nobody,
  providerOf,
  trusting,
} from "./setup.js";
import { tokensOf } from "./tokens.js";

const emulator = useEmulator();

const notAuthorized = (answer: Promise<unknown>, message: string) =>
  refusal(answer, "NotAuthorizedException", message);

/** A user pool, a client, an identity pool that trusts them, and an ID token. */
async function trustedUser(username = "ann") {
  const { pool, client } = await aUserPool(emulator());
  const identityPool = await anIdentityPool(emulator(), trusting({ pool, client }));
  const tokens = await tokensOf(emulator(), pool, client, username);
  return { pool, client, identityPool, tokens, provider: providerOf(pool) };
}

describe("GetId of a guest", () => {
  it("makes a new identity each time", async () => {
    const identityPool = await anIdentityPool(emulator());
    const [first, second] = [await getId(emulator(), identityPool), await getId(emulator(), identityPool)];
    expect(first).toMatch(/^us-east-1:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(second).not.toBe(first);
  });

  it("is refused where guests are not allowed", async () => {
    const identityPool = await anIdentityPool(emulator(), { AllowUnauthenticatedIdentities: false });
    await notAuthorized(
      getId(emulator(), identityPool),
      "Unauthenticated access is not supported for this identity pool.",
    );
  });

  it("needs a pool that exists", async () => {
    const id = nobody();
    await refusal(getId(emulator(), id), "ResourceNotFoundException", `IdentityPool '${id}' not found.`);
  });

  it("needs a well-formed pool id", async () => {
    await refusal(
      emulator().identity.send(new GetIdCommand({ IdentityPoolId: "nonsense" })),
      "ValidationException",
      "1 validation error detected: Value 'nonsense' at 'identityPoolId' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w-]+:[0-9a-f-]+",
    );
  });
});

describe("GetId of a user pool's user", () => {
  it("answers the same identity for the same user, and remembers the login", async () => {
    const { pool, client, identityPool, tokens, provider } = await trustedUser();
    const first = await getId(emulator(), identityPool, { [provider]: tokens.idToken });
    const later = await tokensOf(emulator(), pool, client, "ann");
    expect(await getId(emulator(), identityPool, { [provider]: later.idToken })).toBe(first);

    const other = await tokensOf(emulator(), pool, client, "bob");
    expect(await getId(emulator(), identityPool, { [provider]: other.idToken })).not.toBe(first);
    const described = await emulator().identity.send(new DescribeIdentityCommand({ IdentityId: first }));
    expect(described.Logins).toEqual([provider]);
  });

  it("knows the pool by the names that Amplify derives from the emulator's issuer", async () => {
    const { pool, identityPool, tokens, provider } = await trustedUser();
    const identityId = await getId(emulator(), identityPool, { [provider]: tokens.idToken });
    const { port } = new URL(emulator().url);
    for (const host of ["127.0.0.1", "localhost", "[::1]"])
      expect(await getId(emulator(), identityPool, { [`${host}:${port}/${pool.Id}`]: tokens.idToken })).toBe(
        identityId,
      );
  });

  it("knows a pool that was configured by its local name", async () => {
    const { pool, client } = await aUserPool(emulator());
    const ProviderName = `localhost:${new URL(emulator().url).port}/${pool.Id}`;
    const identityPool = await anIdentityPool(emulator(), {
      CognitoIdentityProviders: [{ ProviderName, ClientId: client.ClientId }],
    });
    const { idToken } = await tokensOf(emulator(), pool, client, "ann");
    expect(await getId(emulator(), identityPool, { [providerOf(pool)]: idToken })).toMatch(/^us-east-1:/);
  });

  it("knows the tokens of an emulator that names the real service as issuer", async () => {
    const other = await bootEmulator({ issuer: "aws" });
    try {
      const { pool, client } = await aUserPool(other);
      const identityPool = await anIdentityPool(other, trusting({ pool, client }));
      const { idToken } = await tokensOf(other, pool, client, "ann");
      expect(await getId(other, identityPool, { [providerOf(pool)]: idToken })).toMatch(/^us-east-1:/);
    } finally {
      await other.close();
    }
  });

  it("knows the pool by the public URL's name", async () => {
    const other = await bootEmulator({ publicUrl: "https://auth.example.test/cognito" });
    try {
      const { pool, client } = await aUserPool(other);
      const identityPool = await anIdentityPool(other, trusting({ pool, client }));
      const { idToken } = await tokensOf(other, pool, client, "ann");
      const local = { [`auth.example.test/cognito/${pool.Id}`]: idToken };
      const identityId = await getId(other, identityPool, local);
      expect(await getId(other, identityPool, { [providerOf(pool)]: idToken })).toBe(identityId);
      await notAuthorized(
        getId(other, identityPool, { [`evil.example.test/cognito/${pool.Id}`]: idToken }),
        "Token is not from a supported provider of this identity pool.",
      );
    } finally {
      await other.close();
    }
  });

  it("links two logins that come together, and finds the identity by either", async () => {
    const one = await aUserPool(emulator());
    const two = await aUserPool(emulator());
    const identityPool = await anIdentityPool(emulator(), trusting(one, two));
    const tokenOne = (await tokensOf(emulator(), one.pool, one.client, "ann")).idToken;
    const tokenTwo = (await tokensOf(emulator(), two.pool, two.client, "ann")).idToken;
    const both = { [providerOf(one.pool)]: tokenOne, [providerOf(two.pool)]: tokenTwo };
    const identityId = await getId(emulator(), identityPool, both);
    expect(await getId(emulator(), identityPool, { [providerOf(one.pool)]: tokenOne })).toBe(identityId);
    expect(await getId(emulator(), identityPool, { [providerOf(two.pool)]: tokenTwo })).toBe(identityId);
  });

  it("merges the identities of two logins into the older one", async () => {
    const one = await aUserPool(emulator());
    const two = await aUserPool(emulator());
    const identityPool = await anIdentityPool(emulator(), trusting(one, two));
    const logins = {
      [providerOf(one.pool)]: (await tokensOf(emulator(), one.pool, one.client, "ann")).idToken,
    };
    const others = {
      [providerOf(two.pool)]: (await tokensOf(emulator(), two.pool, two.client, "ann")).idToken,
    };
    const older = await getId(emulator(), identityPool, logins);
    emulator().clock.advance({ seconds: 1 });
    expect(await getId(emulator(), identityPool, others)).not.toBe(older);
    expect(await getId(emulator(), identityPool, { ...others, ...logins })).toBe(older);
    expect(await getId(emulator(), identityPool, others)).toBe(older);
  });

  it("refuses to give one identity two users of the same provider", async () => {
    const one = await aUserPool(emulator());
    const two = await aUserPool(emulator());
    const identityPool = await anIdentityPool(emulator(), trusting(one, two));
    const [ann, bob, carl] = await Promise.all(
      ["ann", "bob"]
        .map(async (name) => (await tokensOf(emulator(), one.pool, one.client, name)).idToken)
        .concat(tokensOf(emulator(), two.pool, two.client, "carl").then((tokens) => tokens.idToken)),
    );
    const [first, second] = [providerOf(one.pool), providerOf(two.pool)];
    const merged = await getId(emulator(), identityPool, { [first]: ann!, [second]: carl! });
    await getId(emulator(), identityPool, { [first]: bob! });
    await refusal(
      getId(emulator(), identityPool, { [first]: bob!, [second]: carl! }),
      "ResourceConflictException",
      `Login for ${first} is already linked to another account.`,
    );
    expect(await getId(emulator(), identityPool, { [first]: ann! })).toBe(merged);
  });
});

describe("GetId refuses", () => {
  it("an access token", async () => {
    const { identityPool, tokens, provider } = await trustedUser();
    await notAuthorized(
      getId(emulator(), identityPool, { [provider]: tokens.accessToken }),
      "Invalid login token. Missing a required claim: aud",
    );
  });

  it("what is no token", async () => {
    const { identityPool, provider } = await trustedUser();
    for (const token of ["rubbish", "a.b.c"])
      await notAuthorized(
        getId(emulator(), identityPool, { [provider]: token }),
        "Invalid login token. Not a valid OpenId Connect identity token.",
      );
  });

  it("an expired token, with both times in seconds", async () => {
    const { identityPool, tokens, provider } = await trustedUser();
    const claims = JSON.parse(Buffer.from(tokens.idToken.split(".")[1]!, "base64url").toString());
    emulator().clock.freeze();
    try {
      emulator().clock.set(claims.exp * 1000 - 1);
      await getId(emulator(), identityPool, { [provider]: tokens.idToken });
      emulator().clock.set(claims.exp * 1000);
      await notAuthorized(
        getId(emulator(), identityPool, { [provider]: tokens.idToken }),
        `Invalid login token. Token expired: ${claims.exp} >= ${claims.exp}`,
      );
    } finally {
      emulator().clock.reset();
    }
  });

  it("a token whose claims were altered", async () => {
    const { identityPool, tokens, provider } = await trustedUser();
    const [head, body, tail] = tokens.idToken.split(".");
    const claims = JSON.parse(Buffer.from(body!, "base64url").toString());
    const forged = Buffer.from(JSON.stringify({ ...claims, sub: "someone-else" })).toString("base64url");
    await notAuthorized(
      getId(emulator(), identityPool, { [provider]: `${head}.${forged}.${tail}` }),
      "Invalid login token. Couldn't verify signed token.",
    );
  });

  it("a token of a pool that was deleted", async () => {
    const { pool, identityPool, tokens, provider } = await trustedUser();
    await emulator().idp.send(new DeleteUserPoolCommand({ UserPoolId: pool.Id }));
    await notAuthorized(
      getId(emulator(), identityPool, { [provider]: tokens.idToken }),
      "Invalid login token. Couldn't verify signed token.",
    );
  });

  it("a token of another pool than the login's name says", async () => {
    const { identityPool, provider } = await trustedUser();
    const other = await aUserPool(emulator());
    const { idToken } = await tokensOf(emulator(), other.pool, other.client, "ann");
    await notAuthorized(
      getId(emulator(), identityPool, { [provider]: idToken }),
      "Invalid login token. Issuer doesn't match providerName",
    );
  });

  it("a pool or a client that the identity pool does not trust", async () => {
    const { pool, identityPool, provider } = await trustedUser();
    const stranger = await aClient(emulator(), pool, { ClientName: "stranger" });
    const ofStranger = await tokensOf(emulator(), pool, stranger, "ann");
    const other = await aUserPool(emulator());
    const ofOther = await tokensOf(emulator(), other.pool, other.client, "ann");
    const message = "Token is not from a supported provider of this identity pool.";
    await notAuthorized(getId(emulator(), identityPool, { [provider]: ofStranger.idToken }), message);
    await notAuthorized(
      getId(emulator(), identityPool, { [providerOf(other.pool)]: ofOther.idToken }),
      message,
    );
    await notAuthorized(getId(emulator(), identityPool, { "accounts.google.com": "token" }), message);
  });

  it("developer users and their tokens, which have operations of their own", async () => {
    const identityPool = await anIdentityPool(emulator(), { DeveloperProviderName: DEVELOPER });
    const { Token } = await developerLogin(emulator(), identityPool, "ann");
    await refusal(
      getId(emulator(), identityPool, { [DEVELOPER]: "ann" }),
      "InvalidParameterException",
      "Please provide a valid public provider.",
    );
    await notAuthorized(
      getId(emulator(), identityPool, { "cognito-identity.amazonaws.com": Token }),
      "Invalid login token. Can't pass in a Cognito token.",
    );
  });

  it("providers that are configured but that the emulator can't verify yet, honestly", async () => {
    const identityPool = await anIdentityPool(emulator(), {
      SupportedLoginProviders: { "accounts.google.com": "my-app" },
      OpenIdConnectProviderARNs: ["arn:aws:iam::000000000000:oidc-provider/idp.example/realm"],
      SamlProviderARNs: ["arn:aws:iam::000000000000:saml-provider/corporate"],
    });
    for (const provider of [
      "accounts.google.com",
      "idp.example/realm",
      "arn:aws:iam::000000000000:saml-provider/corporate",
    ])
      await refusal(
        getId(emulator(), identityPool, { [provider]: "token" }),
        "NotImplementedException",
        `cognito-emulator does not verify tokens of ${provider} yet. User pools of this emulator and developer identities are verified.`,
      );
  });
});

describe("GetId with ServerSideTokenCheck", () => {
  const revoked = "Invalid login token. Token has been revoked.";

  async function checkedUser() {
    const { pool, client } = await aUserPool(emulator());
    const identityPool = await anIdentityPool(emulator(), {
      CognitoIdentityProviders: [
        { ProviderName: providerOf(pool), ClientId: client.ClientId, ServerSideTokenCheck: true },
      ],
    });
    const login = async () => ({
      [providerOf(pool)]: (await tokensOf(emulator(), pool, client, "ann")).idToken,
    });
    const logins = await login();
    const identityId = await getId(emulator(), identityPool, logins);
    return { identityPool, login, logins, identityId, user: { UserPoolId: pool.Id, Username: "ann" } };
  }

  it("refuses the token of a deleted user", async () => {
    const { identityPool, logins, user } = await checkedUser();
    await emulator().idp.send(new AdminDeleteUserCommand(user));
    await notAuthorized(getId(emulator(), identityPool, logins), revoked);
  });

  it("refuses the token of a disabled user", async () => {
    const { identityPool, logins, user } = await checkedUser();
    await emulator().idp.send(new AdminDisableUserCommand(user));
    await notAuthorized(getId(emulator(), identityPool, logins), revoked);
  });

  it("refuses the token of a user who signed out everywhere, until the next sign-in", async () => {
    const { identityPool, login, logins, identityId, user } = await checkedUser();
    await emulator().idp.send(new AdminUserGlobalSignOutCommand(user));
    await notAuthorized(getId(emulator(), identityPool, logins), revoked);
    expect(await getId(emulator(), identityPool, await login())).toBe(identityId);
  });

  it("is off by default: the token alone is checked", async () => {
    const { pool, identityPool, tokens, provider } = await trustedUser();
    const user = { UserPoolId: pool.Id, Username: "ann" };
    await emulator().idp.send(new AdminUserGlobalSignOutCommand(user));
    await emulator().idp.send(new AdminDeleteUserCommand(user));
    expect(await getId(emulator(), identityPool, { [provider]: tokens.idToken })).toMatch(/^us-east-1:/);
  });
});
