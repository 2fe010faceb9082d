// The steps that are still to come. Where AWS would take one of them, no tokens are given away.
import { notBuilt } from "../../not-built.js";
import type { Step } from "../attempt.js";

/** Any value in DeviceConfiguration turns device tracking on (SDK, DeviceConfigurationType). */
export const deviceStep: Step = {
  ask({ pool }) {
    if (Object.keys(pool.settings.DeviceConfiguration ?? {}).length > 0) throw notBuilt("device tracking");
    return undefined;
  },
};
