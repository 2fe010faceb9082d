// Devices in a sign-in: the one that the client names, and what it stands for.
import type { Device, Pool, User } from "../../storage/records.js";
import type { Devices } from "../devices/devices.js";
import {
  asksToRemember,
  deviceNotFound,
  deviceReplacesMfa,
  type SignInDevice,
  tracksDevices,
} from "../devices/tracking.js";
import type { Identifiers } from "../ids.js";
import type { Attempt, Parameters } from "./attempt.js";
import type { Trail } from "./trail.js";

export type SignInDevices = ReturnType<typeof createSignInDevices>;

export function createSignInDevices({ devices, ids }: { devices: Devices; ids: Identifiers }) {
  /**
   * Custom sign-ins without a password know no devices (aws-amplify/amplify-js#14909). Those on a pool's domain don't
   * either, which send no key and get no tokens here.
   */
  const isTracked = ({ pool, custom, passed }: Attempt): boolean =>
    tracksDevices(pool) && (!custom || passed.includes("PASSWORD_VERIFIER"));

  const deviceOf = (attempt: Attempt): Device | undefined =>
    isTracked(attempt) ? devices.find(attempt.pool, attempt.user, attempt.deviceKey) : undefined;

  const remembered = (attempt: Attempt): Device | undefined => {
    const device = deviceOf(attempt);
    return device?.remembered ? device : undefined;
  };

  function requireKnown(pool: Pool, user: User | undefined, { DEVICE_KEY }: Parameters): string | undefined {
    if (!DEVICE_KEY || !tracksDevices(pool)) return undefined;
    if (!user || !devices.find(pool, user, DEVICE_KEY)) throw deviceNotFound();
    return DEVICE_KEY;
  }

  return {
    /**
     * The device that has to prove itself before there are tokens. One that is merely tracked needs not.
     * Developer guide: a remembered device authenticates itself at every sign-in.
     */
    toProve: (attempt: Attempt): Device | undefined =>
      attempt.passed.includes("DEVICE_PASSWORD_VERIFIER") ? undefined : remembered(attempt),

    /**
     * Whether the device that has proven itself, or will have to, stands for the second factor. It does for one that
     * a risk demands only where every device is remembered (developer guide, device tracking).
     */
    replacesMfa: (attempt: Attempt): boolean =>
      deviceReplacesMfa(attempt.pool) &&
      !(attempt.risk?.demandsMfa && asksToRemember(attempt.pool)) &&
      remembered(attempt) !== undefined,

    /** What the tokens will name: the user's device, or else a new key; undefined where devices don't matter. */
    ofTokens(attempt: Attempt): SignInDevice | undefined {
      if (!isTracked(attempt)) return undefined;
      const device = deviceOf(attempt);
      if (device) return { key: device.key };
      return { key: ids.deviceKey(attempt.pool.region), groupKey: ids.deviceGroupKey() };
    },

    /**
     * A key that is none of the user's devices' is refused where the client answers or sends a password, so that
     * it can try again without one; users who don't exist have no devices.
     * @throws ResourceNotFoundException
     */
    requireKnown,

    /**
     * The device of an answer, or the one that was named before. Who has proven a device stays with it.
     * @throws ResourceNotFoundException
     */
    ofAnswer(pool: Pool, user: User | undefined, responses: Parameters, trail: Trail): string | undefined {
      const named = requireKnown(pool, user, responses);
      return named === undefined || trail.passed.includes("DEVICE_PASSWORD_VERIFIER")
        ? trail.deviceKey
        : named;
    },
  };
}
