// User pools as the service shows them.
import { poolArn } from "../../../core/pools/pools.js";
import { effectiveNames } from "../../../core/step-up/levels.js";
import type { UserPoolDescriptionType, UserPoolType } from "../../../model/cognito-idp.gen.js";
import type { Domain, Pool } from "../../../storage/records.js";

export function presentPool(pool: Pool, userCount: number, domains: readonly Domain[] = []): UserPoolType {
  const isCustom = ({ settings }: Domain): boolean => settings.CustomDomainConfig !== undefined;
  return {
    Id: pool.id,
    Name: pool.name,
    ...pool.settings,
    AcrConfiguration: effectiveNames(pool.settings),
    Arn: poolArn(pool),
    EstimatedNumberOfUsers: userCount,
    Domain: domains.find((domain) => !isCustom(domain))?.domain,
    CustomDomain: domains.find(isCustom)?.domain,
    CreationDate: pool.createdAt,
    LastModifiedDate: pool.changedAt,
  };
}

export const presentPoolDescription = (pool: Pool): UserPoolDescriptionType => ({
  Id: pool.id,
  Name: pool.name,
  LambdaConfig: pool.settings.LambdaConfig,
  LastModifiedDate: pool.changedAt,
  CreationDate: pool.createdAt,
});
