// Temporary AWS credentials: issuing them, and finding out later what they stand for.
import type { Clock } from "../../platform/clock.js";
import type { AwsCredentials as CredentialsRecord } from "../../storage/identity-records.js";
import type { Store } from "../../storage/store.js";
import { constantTimeEquals } from "../credentials/constant-time.js";
import { tokenHash } from "../credentials/token-hash.js";
import type { Identifiers } from "../ids.js";
import type { Tags } from "../pools/tags.js";

/** Session name of every role that GetCredentialsForIdentity assumes. */
export const ENHANCED_SESSION_NAME = "CognitoIdentityCredentials";
export const CREDENTIALS_SECONDS = 3600;

/** How long ended credentials can still be looked up. */
const REMEMBERED_MS = 24 * 60 * 60 * 1000;

/** What credentials shall stand for. */
export interface Grant {
  readonly identityId: string;
  readonly roleArn: string;
  readonly sessionName: string;
  readonly tags: Tags;
  readonly lifetimeSeconds: number;
}

export interface IssuedCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

export type AwsCredentials = ReturnType<typeof createAwsCredentials>;

export function createAwsCredentials({
  store,
  clock,
  ids,
}: {
  store: Store;
  clock: Clock;
  ids: Identifiers;
}) {
  return {
    issue({ lifetimeSeconds, ...grant }: Grant): IssuedCredentials {
      const now = clock.now();
      // Whole seconds: the answer shows no fraction of one (assumed).
      const expiresAt = Math.floor(now / 1000 + lifetimeSeconds) * 1000;
      const issued = {
        accessKeyId: ids.accessKeyId(),
        secretAccessKey: ids.secretAccessKey(),
        sessionToken: ids.awsSessionToken(),
        expiresAt,
      };
      store.awsCredentials.insert(
        {
          ...grant,
          accessKeyId: issued.accessKeyId,
          secretAccessKey: issued.secretAccessKey,
          sessionTokenHash: tokenHash(issued.sessionToken),
          issuedAt: now,
          expiresAt,
        },
        now - REMEMBERED_MS,
      );
      return issued;
    },

    /** What credentials stand for, or why they stand for nothing; "unknown" were issued elsewhere, or long ago. */
    examine(
      accessKeyId: string,
      sessionToken: string,
    ): CredentialsRecord | "unknown" | "mismatched" | "expired" {
      const found = store.awsCredentials.find(accessKeyId);
      if (found === undefined) return "unknown";
      const [expected, given] = [found.sessionTokenHash, tokenHash(sessionToken)];
      if (!constantTimeEquals(expected.toString("hex"), given.toString("hex"))) return "mismatched";
      return clock.now() < found.expiresAt ? found : "expired";
    },
  };
}
