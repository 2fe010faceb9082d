// Makes RSA key pairs, on libuv's pool: one takes some hundred milliseconds.
import { generateKeyPair } from "node:crypto";
import { promisify } from "node:util";

/** A source of signing keys. */
export interface Keys {
  /** A new 2048-bit RSA key pair; the private key (PKCS #8) contains the public one. */
  rsaKeyPair(): Promise<{ privateKeyPem: string }>;
}

const generate = promisify(generateKeyPair);

/** Keys made on the spot. */
export function systemKeys(): Keys {
  return {
    async rsaKeyPair() {
      const { privateKey } = await generate("rsa", { modulusLength: 2048 });
      return { privateKeyPem: privateKey.export({ type: "pkcs8", format: "pem" }).toString() };
    },
  };
}
