// The DEVICE_PASSWORD_VERIFIER question: the server's half of SRP with a device's verifier.
import type { Entropy } from "../../platform/entropy.js";
import type { Client, Device, Pool } from "../../storage/records.js";
import { startSrp } from "../credentials/srp.js";
import type { Identifiers } from "../ids.js";
import type { Question } from "./attempt.js";
import type { Sessions } from "./sessions.js";
import type { DeviceState, SrpExchange } from "./srp-claim.js";
import type { Trail } from "./trail.js";

/** Enough for the server's secret (RFC 5054, 2.5.3). */
const SECRET_BYTES = 32;

export interface Asked {
  readonly pool: Pool;
  readonly client: Client;
  readonly username: string;
  readonly device: Device;
  /** The client's half. */
  readonly A: string;
  readonly trail: Trail;
}

export type DeviceQuestion = ReturnType<typeof createDeviceQuestion>;

export function createDeviceQuestion(deps: { sessions: Sessions; entropy: Entropy; ids: Identifiers }) {
  const { sessions, entropy, ids } = deps;
  return {
    /** The session is found by the secret block; clients answer without a Session, and so there is none. */
    ask({ pool, client, username, device, A, trail }: Asked): Question {
      const b = entropy.bytes(SECRET_BYTES);
      const { B } = startSrp(device.verifier, b);
      const challenge = "DEVICE_PASSWORD_VERIFIER";
      const exchange: SrpExchange & DeviceState = { device: device.key, A, B, b: b.toString("base64") };
      const secretBlock = sessions.issue(
        { pool, client, userId: device.userId, challenge, state: { trail, ...exchange } },
        ids.secretBlock(),
      );
      return {
        challenge,
        parameters: {
          DEVICE_KEY: device.key,
          SALT: device.salt.toString("hex"),
          SECRET_BLOCK: secretBlock,
          SRP_B: B,
          USERNAME: username,
        },
      };
    },
  };
}
