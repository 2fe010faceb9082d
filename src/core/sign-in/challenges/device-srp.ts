// DEVICE_SRP_AUTH: the client's half of SRP for a remembered device. Leads to DEVICE_PASSWORD_VERIFIER.
import type { Devices } from "../../devices/devices.js";
import type { Users } from "../../users/users.js";
import { requireParameter } from "../attempt.js";
import type { Challenge } from "../challenge.js";
import type { DeviceQuestion } from "../device-question.js";
import { requireA } from "../password-question.js";
import { invalidSession } from "../sessions.js";
import type { DeviceState } from "../srp-claim.js";
import { trailIn } from "../trail.js";

interface Deps {
  readonly users: Users;
  readonly devices: Devices;
  readonly deviceQuestion: DeviceQuestion;
}

export function deviceSrp({ users, devices, deviceQuestion }: Deps): Challenge {
  return {
    name: "DEVICE_SRP_AUTH",
    requires: ["DEVICE_KEY"],
    once: false,
    // Published clients, AWS's example in Java among them, answer without the Session.
    waitingSession(pool, responses) {
      const user = users.find(pool, requireParameter(responses, "USERNAME"));
      return user && devices.find(pool, user, responses.DEVICE_KEY)?.waitingSession;
    },
    check({ pool, client, user, responses, state }) {
      const trail = trailIn(state);
      const A = requireA(responses);
      const { device: key } = state as unknown as DeviceState;
      if (!user || responses.DEVICE_KEY !== key) throw invalidSession();
      const device = devices.require(user, key);
      return {
        next: () => deviceQuestion.ask({ pool, client, username: user.username, device, A, trail }),
      };
    },
  };
}
