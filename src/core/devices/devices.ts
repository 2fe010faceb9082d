// Devices: what users sign in with, once they are confirmed, and which of them are remembered.
import type {
  DeviceRememberedStatusType,
  DeviceSecretVerifierConfigType,
} from "../../model/cognito-idp.gen.js";
import { fault } from "../../model/fault.js";
import type { Clock } from "../../platform/clock.js";
import type { Device, Page, PageRequest, Pool, User } from "../../storage/records.js";
import type { Store } from "../../storage/store.js";
import type { TokenCaller } from "../tokens/tokens.js";
import { asksToRemember, deviceNotFound, deviceOf, tracksDevices } from "./tracking.js";
import { deviceVerifier } from "./verifier.js";

/** What ConfirmDevice brings. */
export interface Confirmation {
  readonly key: string;
  readonly name?: string | undefined;
  readonly verifier: DeviceSecretVerifierConfigType | undefined;
  readonly ip?: string | undefined;
}

export type Devices = ReturnType<typeof createDevices>;

export function createDevices({ store, clock }: { store: Store; clock: Clock }) {
  const { devices } = store;

  function require(user: User, key: string): Device {
    const device = devices.find(user.id, key);
    if (!device) throw deviceNotFound();
    return device;
  }

  return {
    /**
     * The user's device of that key; undefined as well where the pool does not track devices. Threat protection and
     * the sign-in ask this of a DEVICE_KEY.
     */
    find: (pool: Pool, user: User, key: string | undefined): Device | undefined =>
      key !== undefined && tracksDevices(pool) ? devices.find(user.id, key) : undefined,

    /** @throws ResourceNotFoundException */
    require,

    /** In the order in which they were confirmed (assumed). */
    list: (user: User, request: PageRequest): Page<Device> => devices.ofUser(user.id, request),

    /**
     * Makes a device of the key that the token's sign-in was given. Runs in a transaction.
     * @returns whether it is remembered only once the user wants that
     * @throws InvalidParameterException, DeviceKeyExistsException (its text is assumed)
     */
    confirm({ pool, user, signIn }: TokenCaller, { key, name, verifier, ip }: Confirmation): boolean {
      const given = deviceOf(signIn);
      if (given?.key !== key || given.groupKey === undefined || !tracksDevices(pool))
        throw fault("InvalidParameterException", "Invalid device key given.");
      if (devices.find(user.id, key))
        throw fault("DeviceKeyExistsException", "Device already exists with the given device key.");
      const secret = deviceVerifier(verifier);
      const now = clock.now();
      const isUsersChoice = asksToRemember(pool);
      devices.insert({
        ...{ userId: user.id, key, groupKey: given.groupKey, name, ...secret },
        ...{ remembered: !isUsersChoice, lastIp: ip },
        ...{ createdAt: now, changedAt: now, authenticatedAt: signIn.authenticatedAt },
      });
      return isUsersChoice;
    },

    /**
     * Without a status nothing changes (assumed).
     * @throws ResourceNotFoundException
     */
    setStatus(user: User, key: string, status: DeviceRememberedStatusType | undefined): void {
      require(user, key);
      if (status !== undefined) devices.setRemembered(user.id, key, status === "remembered", clock.now());
    },

    /**
     * Its refresh tokens refresh no longer; access tokens live on until they expire.
     * @throws ResourceNotFoundException
     */
    forget(user: User, key: string): void {
      if (!devices.remove(user.id, key)) throw deviceNotFound();
    },
  };
}
