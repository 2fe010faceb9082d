// The server's side of SRP against fixed values, against a client written here with plain BigInts, and
// against AWS's own client.
import { createHash, createHmac, getDiffieHellman } from "node:crypto";
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import {
  acceptableA,
  checkSrpSignature,
  type SrpClaim,
  srpClaimSignature,
  srpPasswordKey,
  srpScrambler,
  srpSessionKey,
  srpSharedSecret,
  srpVerifier,
  startSrp,
  verifyPassword,
} from "../../src/core/credentials/srp.js";
import { groupBytes, N, power, signedBytes } from "../../src/core/credentials/srp-group.js";
import { seededEntropy } from "../../src/platform/entropy.js";

const timestamp = "Tue May 7 00:09:40 UTC 2025";

describe("the reference vector", () => {
  const [pool, user, password] = ["EXAMPLE", "testuser", "Passw0rd!"];
  const salt = Buffer.from("c0ffee00".repeat(4), "hex");
  const a = BigInt(`0x${"1".repeat(64)}`);
  const b = Buffer.from("2".repeat(64), "hex");
  const verifier = srpVerifier(pool, user, password, salt);
  const A = power(2n, a);
  const B = BigInt(`0x${startSrp(verifier, b).B}`);
  const u = srpScrambler(A, B);
  const S = srpSharedSecret(A, u, verifier, b);
  const K = srpSessionKey(S, u);
  const secretBlock = "c2VjcmV0LWJsb2NrLWJ5dGVz";
  const names = { poolName: pool, userIdForSrp: user, secretBlock, timestamp };

  it.each([
    [
      "x",
      srpPasswordKey(pool, user, password, salt).toString(16),
      /^5a314aed3f8f0455dad501b0cc50b4b08d35ff66cb3d0fb5a5b684c12ec794d5$/,
    ],
    [
      "u",
      u.toString(16).padStart(64, "0"),
      /^0dc97a09eef484645fce74e4ba113e6e1f7a1f340c3cfa3cd15d31df698c5bee$/,
    ],
    ["SHA-256 of A", sha256(signedBytes(A)), /^fb177c2f.{52}5310$/],
    ["SHA-256 of B", sha256(signedBytes(B)), /^2f07a28c.{52}8a8f$/],
    ["SHA-256 of v", sha256(signedBytes(BigInt(`0x${verifier.toString("hex")}`))), /^c105f1c2.{52}3aea$/],
    ["SHA-256 of S", sha256(signedBytes(S)), /^e0ffa5a7.{52}9364$/],
    ["K", K.toString("hex"), /^d7e1c2bd42ac706ea06bd17330ed7dbf$/],
    ["signature", srpClaimSignature(K, names), /^uvq23oaDtKFTOPik8I\/LBk5CtUjjgJbfIcSSmq5\/tbA=$/],
  ])("gives the known %s", (_, actual, known) => {
    expect(actual).toMatch(known);
  });

  const claim: SrpClaim = {
    ...names,
    A: A.toString(16),
    b,
    B: B.toString(16),
    verifier,
    signature: "uvq23oaDtKFTOPik8I/LBk5CtUjjgJbfIcSSmq5/tbA=",
  };

  it("is accepted", () => {
    expect(checkSrpSignature(claim)).toBe(true);
    expect(checkSrpSignature({ ...claim, A: `00${claim.A.toUpperCase()}` })).toBe(true);
  });

  it.each<[string, Partial<SrpClaim>]>([
    ["the signature", { signature: "uvq23oaDtKFTOPik8I/LBk5CtUjjgJbfIcSSmq5/tbB=" }],
    ["the signature's end", { signature: `${claim.signature}=` }],
    ["an empty signature", { signature: "" }],
    ["the secret block", { secretBlock: "c2VjcmV0LWJsb2NrLWJ5dGVy" }],
    ["the timestamp", { timestamp: "Tue May 7 00:09:41 UTC 2025" }],
    ["the pool", { poolName: "EXAMPLF" }],
    ["the user", { userIdForSrp: "testuses" }],
    ["A", { A: power(2n, a + 1n).toString(16) }],
    ["B", { B: (B + 1n).toString(16) }],
    ["b", { b: Buffer.from("3".repeat(64), "hex") }],
    ["the password", { verifier: srpVerifier(pool, user, "Passw0rd?", salt) }],
    ["the salt", { verifier: srpVerifier(pool, user, password, Buffer.from("c0ffee01".repeat(4), "hex")) }],
  ])("is refused when it differs in %s", (_, change) => {
    expect(checkSrpSignature({ ...claim, ...change })).toBe(false);
  });

  it("is refused with an A that gives the key away, even when the signature fits", () => {
    // A mod N = 0 makes S zero, and with it every value that the signature needs is known.
    for (const evil of [0n, N, 2n * N]) {
      const u = srpScrambler(evil, B);
      const signature = srpClaimSignature(srpSessionKey(0n, u), names);
      expect(checkSrpSignature({ ...claim, A: evil.toString(16), signature })).toBe(false);
    }
  });
});

describe("acceptableA", () => {
  it.each(["1", "ab", "AB", "00ff", (N - 1n).toString(16), (N + 1n).toString(16), "f".repeat(1024)])(
    "accepts %s",
    (hex) => {
      expect(acceptableA(hex)).toBe(true);
    },
  );
  it.each([
    "",
    "0",
    "00",
    "xyz",
    "-1",
    " 1",
    "0x1",
    "1\n",
    N.toString(16),
    `00${N.toString(16)}`,
    (2n * N).toString(16),
    "f".repeat(1025),
  ])("refuses %j", (hex) => {
    expect(acceptableA(hex)).toBe(false);
  });
});

describe("verifyPassword", () => {
  const salt = Buffer.from("00c0ffee", "hex");
  const verifier = srpVerifier("pool", "user", "pässwörd 1", salt);

  it("tells the right password from others", () => {
    expect(verifyPassword("pool", "user", "pässwörd 1", salt, verifier)).toBe(true);
    expect(verifyPassword("pool", "user", "passwörd 1", salt, verifier)).toBe(false);
    expect(verifyPassword("pool", "user", "", salt, verifier)).toBe(false);
    expect(verifyPassword("pool", "usr", "pässwörd 1", salt, verifier)).toBe(false);
    expect(verifyPassword("pool", "user", "pässwörd 1", Buffer.from("01c0ffee", "hex"), verifier)).toBe(
      false,
    );
  });

  it("takes a verifier as a client writes it, without or with a leading zero", () => {
    const number = BigInt(`0x${verifier.toString("hex")}`);
    expect(verifyPassword("pool", "user", "pässwörd 1", salt, signedBytes(number))).toBe(true);
    expect(
      verifyPassword("pool", "user", "pässwörd 1", salt, Buffer.concat([Buffer.alloc(3), verifier])),
    ).toBe(true);
  });

  it("makes verifiers of 384 bytes", () => {
    expect(verifier).toHaveLength(384);
  });
});

describe("power", () => {
  const { bytes } = seededEntropy("power");

  it("does what BigInt does, at the edges too", () => {
    const random = Array.from({ length: 12 }, () => number(bytes(384)) % N);
    const bases = [0n, 1n, 2n, 3n, N - 2n, N - 1n, N, N + 5n, N * N - 1n, 1n << 8n, ...random];
    const exponents = [
      0n,
      1n,
      2n,
      3n,
      255n,
      256n,
      1n << 255n,
      number(bytes(31)),
      number(bytes(32)),
      number(bytes(128)),
    ];
    for (const base of bases) {
      const exponent = exponents[Number(base % 10n)]!;
      for (const e of [0n, 1n, 2n, exponent]) expect(power(base, e)).toBe(plainPower(base, e));
    }
  });

  it("writes numbers of the group at their full length", () => {
    expect(groupBytes(1n)).toEqual(Buffer.concat([Buffer.alloc(383), Buffer.of(1)]));
    expect(groupBytes(N - 1n)).toHaveLength(384);
  });

  it.each([
    [0n, "00"],
    [1n, "01"],
    [0x7fn, "7f"],
    [0x80n, "0080"],
    [0xffn, "00ff"],
    [0xfffn, "0fff"],
    [0x7fffn, "7fff"],
    [0xabcdn, "00abcd"],
  ])("writes %d as Java does", (value, hex) => {
    expect(signedBytes(value).toString("hex")).toBe(hex);
  });
});

describe("a client that computes with BigInt", () => {
  const entropy = seededEntropy("srp client");
  const secretBlock = entropy.bytes(900).toString("base64");

  /** One whole exchange; answers the numbers that came up in it. */
  function exchange(
    change: { password?: string; salt?: Buffer; a?: bigint; b?: Buffer; names?: [string, string] } = {},
  ) {
    const [poolName, userIdForSrp] = change.names ?? [entropy.characters("abcXYZ019", 9), entropy.uuid()];
    const password = change.password ?? entropy.characters("abc DEF 123 äß漢🙂", 12);
    const salt = change.salt ?? entropy.bytes(16);
    const a = change.a ?? number(entropy.bytes(32));
    const b = change.b ?? entropy.bytes(32);
    const verifier = srpVerifier(poolName, userIdForSrp, password, salt);
    const { B } = startSrp(verifier, b);
    const client = plainClient(poolName, userIdForSrp, password, a);
    const answer = client.answer(B, salt.toString("hex"), secretBlock, timestamp);
    const claim = {
      A: client.A,
      b,
      B,
      verifier,
      poolName,
      userIdForSrp,
      secretBlock,
      timestamp,
      signature: answer.signature,
    };
    const wrong = plainClient(poolName, userIdForSrp, `${password}.`, a).answer(
      B,
      salt.toString("hex"),
      secretBlock,
      timestamp,
    );
    return {
      accepted: checkSrpSignature(claim),
      acceptedWrong: checkSrpSignature({ ...claim, signature: wrong.signature }),
      A: BigInt(`0x${client.A}`),
      B: BigInt(`0x${B}`),
      S: answer.S,
      u: answer.u,
    };
  }

  it("is accepted with the right password and refused with a wrong one", () => {
    for (let i = 0; i < 30; i++) expect(exchange()).toMatchObject({ accepted: true, acceptedWrong: false });
  });

  it("is accepted with a secret of 1024 bits, as AWS's clients use", () => {
    expect(exchange({ a: number(entropy.bytes(128)), b: entropy.bytes(128) })).toMatchObject({
      accepted: true,
      acceptedWrong: false,
    });
  });

  it.each(["00", "0000", "80", "7f", "01", "00".repeat(15), "0080"])(
    "is accepted with a salt that begins with %s",
    (start) => {
      const salt = Buffer.concat([Buffer.from(start, "hex"), entropy.bytes(16)]).subarray(0, 16);
      expect(exchange({ salt })).toMatchObject({ accepted: true, acceptedWrong: false });
    },
  );

  const names: [string, string] = ["leading", "zeros"];
  const salt = Buffer.from("5a".repeat(16), "hex");
  const verifier = srpVerifier(...names, "secret", salt);
  const short = N >> 8n;
  const firstSuch = <T>(make: () => T, fits: (value: T) => boolean): T => {
    for (;;) {
      const value = make();
      if (fits(value)) return value;
    }
  };

  it("is accepted with an A that begins with a zero byte", () => {
    const a = firstSuch(
      () => number(entropy.bytes(32)),
      (a) => power(2n, a) < short,
    );
    const result = exchange({ a });
    expect(result.A < short).toBe(true);
    expect(result).toMatchObject({ accepted: true, acceptedWrong: false });
  });

  it("is accepted with a B that begins with a zero byte", () => {
    const b = firstSuch(
      () => entropy.bytes(32),
      (b) => BigInt(`0x${startSrp(verifier, b).B}`) < short,
    );
    const result = exchange({ names, password: "secret", salt, b });
    expect(result.B < short).toBe(true);
    expect(result).toMatchObject({ accepted: true, acceptedWrong: false });
  });

  it("is accepted with a u that begins with a zero byte", () => {
    const A = power(2n, 12345n);
    const b = firstSuch(
      () => entropy.bytes(32),
      (b) => srpScrambler(A, BigInt(`0x${startSrp(verifier, b).B}`)) < 1n << 248n,
    );
    const result = exchange({ names, password: "secret", salt, a: 12345n, b });
    expect(result.u < 1n << 248n).toBe(true);
    expect(result).toMatchObject({ accepted: true, acceptedWrong: false });
  });

  it("is accepted with an S that begins with a zero byte", () => {
    const A = power(2n, 54321n);
    const sharedSecret = (b: Buffer) =>
      srpSharedSecret(A, srpScrambler(A, BigInt(`0x${startSrp(verifier, b).B}`)), verifier, b);
    const b = firstSuch(
      () => entropy.bytes(32),
      (b) => sharedSecret(b) < short,
    );
    const result = exchange({ names, password: "secret", salt, a: 54321n, b });
    expect(result.S < short).toBe(true);
    expect(result).toMatchObject({ accepted: true, acceptedWrong: false });
  });

  it("gets a B of whole bytes", () => {
    for (let i = 0; i < 40; i++) expect(startSrp(verifier, entropy.bytes(32)).B).toMatch(/^([0-9a-f]{2})+$/);
  });
});

describe("amazon-cognito-identity-js", () => {
  const entropy = seededEntropy("amazon-cognito-identity-js");
  const { BigInteger, AuthenticationHelper } = awsClient();

  it("signs in as a user", async () => {
    for (let i = 0; i < 3; i++) {
      const [poolName, userIdForSrp, password, salt, b] = [
        "o9y9Yq5pO",
        entropy.uuid(),
        "Pässw0rd!",
        entropy.bytes(16),
        entropy.bytes(32),
      ];
      const verifier = srpVerifier(poolName, userIdForSrp, password, salt);
      const { B } = startSrp(verifier, b);
      const secretBlock = entropy.bytes(900).toString("base64");
      const helper = new AuthenticationHelper(poolName);
      const A = await called<{ toString(radix: number): string }>((done) => helper.getLargeAValue(done));
      const K = await called<Uint8Array>((done) =>
        helper.getPasswordAuthenticationKey(
          userIdForSrp,
          password,
          new BigInteger(B, 16),
          new BigInteger(salt.toString("hex"), 16),
          done,
        ),
      );
      const signature = createHmac("sha256", K)
        .update(
          Buffer.concat([
            Buffer.from(poolName),
            Buffer.from(userIdForSrp),
            Buffer.from(secretBlock, "base64"),
            Buffer.from(timestamp),
          ]),
        )
        .digest("base64");
      const claim = {
        A: A.toString(16),
        b,
        B,
        verifier,
        poolName,
        userIdForSrp,
        secretBlock,
        timestamp,
        signature,
      };
      expect(checkSrpSignature(claim)).toBe(true);
      expect(
        checkSrpSignature({ ...claim, verifier: srpVerifier(poolName, userIdForSrp, "Passw0rd!", salt) }),
      ).toBe(false);
    }
  });

  it("makes the same verifier for a device", async () => {
    const helper = new AuthenticationHelper("-v7w9UcY6");
    const deviceKey = `eu-west-1_${entropy.uuid()}`;
    await called<null>((done) => helper.generateHashDevice("-v7w9UcY6", deviceKey, done));
    const salt = Buffer.from(helper.getSaltDevices(), "hex");
    const verifier = srpVerifier("-v7w9UcY6", deviceKey, helper.getRandomPassword(), salt);
    expect(signedBytes(number(verifier)).toString("hex")).toBe(helper.getVerifierDevices());
  });
});

/** SRP from the client's side, written without any of the code under test. */
function plainClient(poolName: string, user: string, password: string, a: bigint) {
  const A = plainPower(2n, a);
  const pad = (n: bigint) => {
    let hex = n.toString(16);
    if (hex.length % 2) hex = `0${hex}`;
    return Buffer.from(Number.parseInt(hex.slice(0, 2), 16) >= 0x80 ? `00${hex}` : hex, "hex");
  };
  const hash = (...parts: Buffer[]) => createHash("sha256").update(Buffer.concat(parts)).digest();
  const hmac = (key: Buffer, data: Buffer) => createHmac("sha256", key).update(data).digest();
  return {
    A: A.toString(16),
    answer(serverB: string, saltHex: string, secretBlock: string, time: string) {
      const B = BigInt(`0x${serverB}`);
      const k = 0x538282c4354742d7cbbde2359fcf67f9f5b3a6b08791e5011b43b8a5b66d9ee6n;
      const u = number(hash(pad(A), pad(B)));
      const x = number(
        hash(pad(BigInt(`0x${saltHex}`)), hash(Buffer.from(`${poolName}${user}:${password}`))),
      );
      const base = (((B - k * plainPower(2n, x)) % plainN) + plainN) % plainN;
      const S = plainPower(base, a + u * x);
      const K = hmac(hmac(pad(u), pad(S)), Buffer.from("Caldera Derived Key\u0001")).subarray(0, 16);
      const message = [poolName, user].map((text) => Buffer.from(text));
      const signature = hmac(
        K,
        Buffer.concat([...message, Buffer.from(secretBlock, "base64"), Buffer.from(time)]),
      );
      return { S, u, signature: signature.toString("base64") };
    },
  };
}

const plainN = BigInt(`0x${getDiffieHellman("modp15").getPrime("hex")}`);

function plainPower(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let square = base % plainN;
  for (let e = exponent; e > 0n; e >>= 1n) {
    if (e & 1n) result = (result * square) % plainN;
    square = (square * square) % plainN;
  }
  return result;
}

function number(bytes: Buffer): bigint {
  return BigInt(`0x${bytes.toString("hex")}`);
}

function sha256(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}

type Done<T> = (error: unknown, value: T) => void;

function called<T>(call: (done: Done<T>) => void): Promise<T> {
  return new Promise((resolve, reject) => call((error, value) => (error ? reject(error) : resolve(value))));
}

/** The parts of AWS's client that do SRP; the package declares no types for them. */
function awsClient() {
  interface Helper {
    getLargeAValue(done: Done<{ toString(radix: number): string }>): void;
    getPasswordAuthenticationKey(
      user: string,
      password: string,
      B: object,
      salt: object,
      done: Done<Uint8Array>,
    ): void;
    generateHashDevice(groupKey: string, deviceKey: string, done: Done<null>): void;
    getRandomPassword(): string;
    getSaltDevices(): string;
    getVerifierDevices(): string;
  }
  const load = createRequire(import.meta.url);
  return {
    AuthenticationHelper: load("amazon-cognito-identity-js/lib/AuthenticationHelper.js").default as new (
      pool: string,
    ) => Helper,
    BigInteger: load("amazon-cognito-identity-js/lib/BigInteger.js").default as new (
      text: string,
      radix: number,
    ) => object,
  };
}
