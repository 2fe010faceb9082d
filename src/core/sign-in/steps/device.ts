// Last of all: a remembered device proves itself, instead of the second factor where the pool says so.
import type { Store } from "../../../storage/store.js";
import { tokenHash } from "../../credentials/token-hash.js";
import type { Attempt, Step } from "../attempt.js";
import type { Sessions } from "../sessions.js";
import type { SignInDevices } from "../sign-in-devices.js";
import type { DeviceState } from "../srp-claim.js";
import { trailOf } from "../trail.js";

interface Deps {
  readonly store: Store;
  readonly sessions: Sessions;
  readonly signInDevices: SignInDevices;
}

export function deviceStep({ store, sessions, signInDevices }: Deps): Step {
  return {
    ask(attempt: Attempt) {
      const device = signInDevices.toProve(attempt);
      if (!device) return undefined;
      const { pool, client, user } = attempt;
      const challenge = "DEVICE_SRP_AUTH" as const;
      const waiting: DeviceState = { device: device.key };
      const state = { trail: trailOf(attempt), ...waiting };
      const session = store.transaction(() => {
        const key = sessions.issue({ pool, client, userId: user.id, challenge, state });
        store.devices.setWaitingSession(user.id, device.key, tokenHash(key));
        return key;
      });
      // That there are no parameters is assumed.
      return { challenge, parameters: {}, session };
    },
  };
}

/** The second factor, which some remembered devices stand for, unless codes are part of the level to be reached (assumed). */
export const unlessRemembered = (signInDevices: SignInDevices, step: Step): Step => ({
  ask: (attempt) =>
    needsNoCode(attempt) && signInDevices.replacesMfa(attempt) ? undefined : step.ask(attempt),
});

const needsNoCode = ({ stepUp }: Attempt): boolean => stepUp === undefined || stepUp.level < 3;

/** Asked once more at the end: while a function ran, the device may have ceased to stand for anything. */
export const onDevice = (step: Step): Step => ({
  ask: (attempt) => (attempt.deviceKey === undefined ? undefined : step.ask(attempt)),
});
