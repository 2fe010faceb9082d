// The steps that are still to come. Where AWS would take one of them, no tokens are given away.
import { notBuilt } from "../../not-built.js";
import type { Step } from "../attempt.js";

/** A user's own factors can't be set up yet, so that only a pool can demand one. */
export const mfaStep: Step = {
  ask({ pool }) {
    if (pool.settings.MfaConfiguration === "ON") throw notBuilt("multi-factor authentication");
    return undefined;
  },
};

/** Any value in DeviceConfiguration turns device tracking on (SDK, DeviceConfigurationType). */
export const deviceStep: Step = {
  ask({ pool }) {
    if (Object.keys(pool.settings.DeviceConfiguration ?? {}).length > 0) throw notBuilt("device tracking");
    return undefined;
  },
};
