// Whether a pool tracks its users' sessions, how many of them a user may have, and how long clients take SSO sessions.
import { fault } from "../../model/fault.js";
import type { Client, Pool } from "../../storage/records.js";
import type { Store } from "../../storage/store.js";
import type { SessionConfiguration } from "../../storage/user-sessions.js";
import { requireTier, sessionFeatures } from "../pools/tiers.js";

/** The defaults are documented (SDK, GetUserPoolSessionConfiguration, ClientSSOSessionConfigType). */
const UNTRACKED: SessionConfiguration = { isTracked: false, maxPerUser: 20 };
const SSO_MINUTES = 60;

export function createSessionConfigurations({ sessionConfigurations }: Store) {
  const ofPool = (pool: Pool): SessionConfiguration => sessionConfigurations.ofPool(pool.id) ?? UNTRACKED;

  /** @throws OperationNotEnabledException (text assumed) */
  function requireTracking(pool: Pool): void {
    if (!ofPool(pool).isTracked)
      throw fault("OperationNotEnabledException", "Session tracking is not enabled for this user pool.");
  }

  return {
    ofPool,
    requireTracking,

    /** @throws FeatureUnavailableInTierException, whatever is set */
    setPool(pool: Pool, configuration: SessionConfiguration): void {
      requireTier(pool.settings.UserPoolTier, sessionFeatures(true));
      sessionConfigurations.setPool(pool.id, configuration);
    },

    /** As it was set, whether it has an effect or not. */
    ssoMinutesSet: (client: Client): number => sessionConfigurations.ssoMinutes(client.id) ?? SSO_MINUTES,

    /** For how long after a sign-in the client takes an SSO session. What was set sleeps while tracking is off. */
    ssoMinutes(client: Client): number {
      const isTracked = sessionConfigurations.ofPool(client.poolId)?.isTracked === true;
      return (isTracked ? sessionConfigurations.ssoMinutes(client.id) : undefined) ?? SSO_MINUTES;
    },

    /** For how long an SSO session may be of use to any client of the pool; to those that say nothing for an hour. */
    longestSsoMinutes(pool: Pool): number {
      const longest = ofPool(pool).isTracked ? sessionConfigurations.longestSsoMinutes(pool.id) : undefined;
      return Math.max(longest ?? 0, SSO_MINUTES);
    },

    /**
     * Order (assumed): tier, tracking.
     * @throws FeatureUnavailableInTierException, OperationNotEnabledException
     */
    setSsoMinutes(pool: Pool, client: Client, minutes: number): void {
      requireTier(pool.settings.UserPoolTier, sessionFeatures(true));
      requireTracking(pool);
      sessionConfigurations.setSsoMinutes(client.id, minutes);
    },
  };
}
