// How managed login looks: one style per client, with settings and images of its own or the service's values.
import type { AssetType, CreateManagedLoginBrandingRequest } from "../../model/cognito-idp.gen.js";
import { fault } from "../../model/fault.js";
import type { Clock } from "../../platform/clock.js";
import type { Entropy } from "../../platform/entropy.js";
import type { Branding, Client, Pool } from "../../storage/records.js";
import type { Store } from "../../storage/store.js";
import { readAsset } from "./branding-assets.js";
import { type Json, mergeSettings, requireSettings } from "./branding-settings.js";

/** Quotas page. */
const MOST_PER_POOL = 20;

/** Documented per request; kept for the whole style as well (assumed). */
const MOST_ASSETS = 40;

export type BrandingInput = Pick<
  CreateManagedLoginBrandingRequest,
  "UseCognitoProvidedValues" | "Settings" | "Assets"
>;

const invalid = (message: string) => fault("InvalidParameterException", message);

/** That the service says "(but not both)" is known, the rest of the sentence assumed. */
const ONE_SOURCE = "Either UseCognitoProvidedValues or Settings must be provided (but not both).";

export function createBrandings(store: Store, clock: Clock, entropy: Entropy) {
  const { brandings } = store;

  function putAssets(branding: Branding, given: readonly AssetType[]): void {
    for (const asset of given)
      brandings.putAsset(
        branding.id,
        readAsset(asset, (named) => brandings.asset(branding.id, named)),
      );
    if (brandings.assetNames(branding.id).length > MOST_ASSETS)
      throw invalid(`A branding style can't have more than ${MOST_ASSETS} assets.`);
  }

  return {
    ofClient: (clientId: string): Branding | undefined => brandings.ofClient(clientId),
    assets: brandings.assets,
    assetNames: brandings.assetNames,
    asset: brandings.asset,
    find: brandings.find,
    /** @throws ResourceNotFoundException (text assumed) */
    require(pool: Pool, id: string): Branding {
      const branding = brandings.find(id);
      if (branding?.poolId !== pool.id) throw notFound(`Managed login branding ${id} does not exist.`);
      return branding;
    },
    /** @throws ResourceNotFoundException (text assumed) */
    requireOfClient(client: Client): Branding {
      const branding = brandings.ofClient(client.id);
      if (!branding) throw notFound(`Managed login branding for client ${client.id} does not exist.`);
      return branding;
    },
    /**
     * Runs in a transaction.
     * @throws InvalidParameterException, OperationNotEnabledException, ManagedLoginBrandingExistsException,
     *   LimitExceededException
     */
    create(pool: Pool, client: Client, input: BrandingInput): Branding {
      const provided = input.UseCognitoProvidedValues === true;
      if (provided === (input.Settings !== undefined) || (provided && input.Assets?.length))
        throw invalid(ONE_SOURCE);
      requireManagedLogin(pool);
      if (brandings.ofClient(client.id))
        throw fault(
          "ManagedLoginBrandingExistsException",
          `Managed login branding already exists for client ${client.id}.`,
        );
      if (brandings.count(pool.id) >= MOST_PER_POOL)
        throw fault(
          "LimitExceededException",
          `User pool ${pool.id} has reached its limit of managed login branding styles.`,
        );
      if (input.Settings !== undefined) requireSettings(input.Settings);
      const now = clock.now();
      const branding = {
        ...{ id: entropy.uuid(), poolId: pool.id, clientId: client.id, provided },
        ...{ settings: input.Settings, createdAt: now, changedAt: now },
      };
      brandings.put(branding);
      putAssets(branding, input.Assets ?? []);
      return branding;
    },
    /**
     * What is not given stays (documented); how given settings and images join those of before is assumed.
     * Runs in a transaction.
     * @throws InvalidParameterException, OperationNotEnabledException
     */
    change(pool: Pool, branding: Branding, input: BrandingInput): Branding {
      const provided = input.UseCognitoProvidedValues === true;
      if (provided && (input.Settings !== undefined || input.Assets?.length)) throw invalid(ONE_SOURCE);
      requireManagedLogin(pool);
      let { settings } = branding;
      if (provided) {
        settings = undefined;
        brandings.removeAssets(branding.id);
      } else if (input.Settings !== undefined) {
        requireSettings(input.Settings);
        settings = mergeSettings(settings as Json | undefined, input.Settings);
      }
      const own = settings !== undefined || (input.Assets?.length ?? 0) > 0;
      const changed = {
        ...branding,
        provided: provided || (branding.provided && !own && input.UseCognitoProvidedValues !== false),
        ...{ settings, changedAt: clock.now() },
      };
      brandings.put(changed);
      putAssets(changed, input.Assets ?? []);
      return changed;
    },
    remove: (branding: Branding): void => brandings.remove(branding.id),
  };
}

const notFound = (message: string) => fault("ResourceNotFoundException", message);

/** Lite has no managed login (documented); that the service says so with this error is assumed, as is the text. */
function requireManagedLogin({ settings }: Pool): void {
  if (settings.UserPoolTier === "LITE")
    throw fault(
      "OperationNotEnabledException",
      "Managed login branding is not available for the LITE pricing tier configured.",
    );
}
