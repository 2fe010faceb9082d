// Risk configurations: what a pool or a client does about risks. A client's own takes the place of the pool's.
import type {
  AccountTakeoverRiskConfigurationType,
  RiskConfigurationType,
  SetRiskConfigurationRequest,
} from "../../model/cognito-idp.gen.js";
import { fault } from "../../model/fault.js";
import type { Clock } from "../../platform/clock.js";
import { readRange } from "../../platform/ip-ranges.js";
import type { Client, Pool, RiskConfiguration } from "../../storage/records.js";
import type { Store } from "../../storage/store.js";

export type RiskSettings = RiskConfiguration["settings"];

export type RiskConfigurations = ReturnType<typeof createRiskConfigurations>;

const invalid = (message: string) => fault("InvalidParameterException", message);

export function createRiskConfigurations({ store, clock }: { store: Store; clock: Clock }) {
  const shown = (pool: Pool, client: Client | undefined, stored: RiskConfiguration | undefined) =>
    ({
      UserPoolId: pool.id,
      ClientId: client?.id,
      ...stored?.settings,
      LastModifiedDate: stored?.changedAt,
    }) satisfies RiskConfigurationType;

  return {
    /** Of the client alone or of the pool alone, as the service shows it. */
    describe: (pool: Pool, client: Client | undefined): RiskConfigurationType =>
      shown(pool, client, store.riskConfigurations.find(pool.id, client?.id)),

    /** What counts for a client's users: nothing happens where nothing is configured. */
    effective: (pool: Pool, client: Client | undefined): RiskSettings =>
      (client && store.riskConfigurations.find(pool.id, client.id)?.settings) ??
      store.riskConfigurations.find(pool.id, undefined)?.settings ??
      {},

    /**
     * Replaces it whole; without any setting it goes back to the defaults, a client's to the pool's (SDK).
     * Runs in a transaction.
     * @throws InvalidParameterException
     */
    set(pool: Pool, client: Client | undefined, input: SetRiskConfigurationRequest): RiskConfigurationType {
      const settings = settingsFrom(input);
      if (Object.keys(settings).length === 0) {
        store.riskConfigurations.remove(pool.id, client?.id);
        return shown(pool, client, undefined);
      }
      const stored = { settings, changedAt: clock.now() };
      store.riskConfigurations.put(pool.id, client?.id, stored);
      return shown(pool, client, stored);
    },
  };
}

function settingsFrom(input: SetRiskConfigurationRequest): RiskSettings {
  const takeover = input.AccountTakeoverRiskConfiguration;
  const compromised = input.CompromisedCredentialsRiskConfiguration;
  const exceptions = input.RiskExceptionConfiguration;
  if (takeover) requireNotifications(takeover);
  requireRanges("BlockedIPRangeList", exceptions?.BlockedIPRangeList);
  requireRanges("SkippedIPRangeList", exceptions?.SkippedIPRangeList);
  return {
    ...(takeover && { AccountTakeoverRiskConfiguration: takeover }),
    ...(compromised && { CompromisedCredentialsRiskConfiguration: compromised }),
    ...(exceptions && { RiskExceptionConfiguration: exceptions }),
  };
}

/** Who shall be told needs words to be told with (assumed, as are all texts here). */
function requireNotifications({ Actions, NotifyConfiguration }: AccountTakeoverRiskConfigurationType): void {
  const notifies = Object.values(Actions).some((action) => action?.Notify);
  if (notifies && !NotifyConfiguration)
    throw invalid("NotifyConfiguration is required when an account takeover action notifies users.");
  const { BlockEmail, NoActionEmail, MfaEmail } = NotifyConfiguration ?? {};
  for (const [name, email] of Object.entries({ BlockEmail, NoActionEmail, MfaEmail }))
    if (email && !email.HtmlBody && !email.TextBody)
      throw invalid(`${name} requires an HtmlBody or a TextBody.`);
}

function requireRanges(list: string, ranges: readonly string[] = []): void {
  const wrong = ranges.find((range) => !range.includes("/") || !readRange(range));
  if (wrong !== undefined) throw invalid(`${list} contains an invalid CIDR range: ${wrong}`);
}
