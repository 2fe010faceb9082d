// Domains of user pools: at most one prefix and one custom domain each. A prefix is unique in its region, because the
// service's own domain names the region; a custom domain is unique everywhere.
import type { CreateUserPoolDomainRequest } from "../../model/cognito-idp.gen.js";
import { fault } from "../../model/fault.js";
import type { Clock } from "../../platform/clock.js";
import type { Entropy } from "../../platform/entropy.js";
import type { Domain, Pool } from "../../storage/records.js";
import type { Store } from "../../storage/store.js";
import type { Scope } from "../scope.js";
import { isCustomName, requireCustomDomain, requirePrefix } from "./domain-names.js";

/** What is set for a domain, in wire shape. */
export type DomainSettings = Pick<CreateUserPoolDomainRequest, "CustomDomainConfig" | "Routing"> & {
  readonly ManagedLoginVersion: number;
  readonly CloudFrontDistribution: string;
};

export interface PoolDomain extends Omit<Domain, "settings"> {
  readonly settings: DomainSettings;
}

/** What CreateUserPoolDomain and UpdateUserPoolDomain may give. */
export type DomainInput = Partial<Omit<DomainSettings, "CloudFrontDistribution">>;

const invalid = (message: string) => fault("InvalidParameterException", message);

export function createDomains(store: Store, clock: Clock, entropy: Entropy) {
  const { domains, browserSessions } = store;
  const named = (name: string, region: string) => domains.find(name, isCustomName(name) ? "" : region);
  const typed = (domain: Domain): PoolDomain => domain as unknown as PoolDomain;
  const isCustom = ({ settings }: PoolDomain): boolean => settings.CustomDomainConfig !== undefined;
  const ofPool = (pool: Pool): PoolDomain[] => domains.ofPool(pool.id).map(typed);

  return {
    ofPool,
    /**
     * The domain that requests are sent to, whoever sends them.
     * @param region of a prefix; when none has it there, or none is given, any region's
     */
    serving(name: string, region?: string): { pool: Pool; domain: PoolDomain } | undefined {
      const domain = (region !== undefined && named(name, region)) || domains.findAnywhere(name);
      const pool = domain && store.pools.find(domain.poolId);
      return pool && { pool, domain: typed(domain as Domain) };
    },
    /** The domain of that name, provided that its pool belongs to the caller's account and region. */
    find(scope: Scope, name: string): { pool: Pool; domain: PoolDomain } | undefined {
      const domain = named(name, scope.region);
      const pool = domain && store.pools.find(domain.poolId);
      if (pool?.account !== scope.account || pool.region !== scope.region) return undefined;
      return { pool, domain: typed(domain as Domain) };
    },
    /** @throws InvalidParameterException */
    require(pool: Pool, name: string): PoolDomain {
      const domain = named(name, pool.region);
      if (domain?.poolId !== pool.id) throw invalid("No such domain or user pool exists.");
      return typed(domain);
    },
    /**
     * Runs in a transaction.
     * @throws InvalidParameterException, FeatureUnavailableInTierException
     */
    create(pool: Pool, name: string, input: DomainInput): PoolDomain {
      if (input.CustomDomainConfig) requireCustomDomain(name, input.CustomDomainConfig);
      else requirePrefix(name);
      requireInput(pool, input, input.CustomDomainConfig !== undefined);
      if (ofPool(pool).some((domain) => isCustom(domain) === (input.CustomDomainConfig !== undefined)))
        throw invalid("User pool already has a domain configured.");
      if (named(name, pool.region)) throw invalid("Domain already associated with another user pool.");
      const CloudFrontDistribution = `d${entropy.characters("0123456789abcdefghijklmnopqrstuvwxyz", 13)}.cloudfront.net`;
      const settings = {
        ...input,
        ManagedLoginVersion: input.ManagedLoginVersion ?? 1,
        CloudFrontDistribution,
      };
      const region = isCustomName(name) ? "" : pool.region;
      const domain = { domain: name, region, poolId: pool.id, settings, createdAt: clock.now() };
      domains.insert(domain);
      return domain;
    },
    /**
     * What is not given stays (assumed). Runs in a transaction.
     * @throws InvalidParameterException, FeatureUnavailableInTierException
     */
    change(pool: Pool, domain: PoolDomain, input: DomainInput): PoolDomain {
      if (input.CustomDomainConfig) {
        if (!isCustom(domain)) throw invalid("A prefix domain cannot become a custom domain.");
        requireCustomDomain(domain.domain, input.CustomDomainConfig);
      }
      requireInput(pool, input, isCustom(domain));
      const given = Object.entries(input).filter(([, value]) => value !== undefined);
      const changed = { ...domain, settings: { ...domain.settings, ...Object.fromEntries(given) } };
      domains.update(changed);
      // Other pages, other sessions (developer guide, branding version).
      if (changed.settings.ManagedLoginVersion !== domain.settings.ManagedLoginVersion)
        browserSessions.removeOfPool(pool.id);
      return changed;
    },
    remove(domain: PoolDomain): void {
      domains.remove(domain);
    },
  };
}

function requireInput(pool: Pool, { ManagedLoginVersion, Routing }: DomainInput, custom: boolean): void {
  // The rules are documented (SDK), the texts of the first and the last assumed.
  if (ManagedLoginVersion !== undefined && ManagedLoginVersion !== 1 && ManagedLoginVersion !== 2)
    throw invalid("ManagedLoginVersion must be 1 or 2.");
  if (ManagedLoginVersion === 2 && pool.settings.UserPoolTier === "LITE")
    throw fault(
      "FeatureUnavailableInTierException",
      "The following feature is not available for the LITE pricing tier configured: Managed Login Version 2",
    );
  if (Routing && !custom) throw invalid("Routing is only supported for custom domains.");
}
