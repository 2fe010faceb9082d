// Lambda triggers: the one place where a pool's LambdaConfig takes effect.
import type { LambdaConfigType } from "../../model/cognito-idp.gen.js";
import { fault } from "../../model/fault.js";
import type { Pool } from "../../storage/records.js";

export type TriggerName = Exclude<keyof LambdaConfigType, "KMSKeyID">;

export type Triggers = ReturnType<typeof createTriggers>;

export function createTriggers() {
  return {
    /**
     * Marks the point where AWS invokes `trigger`. A pool that has none configured passes.
     * @throws NotImplementedException: skipping a function that a pool relies on would be a lie
     */
    fire(pool: Pool, trigger: TriggerName): void {
      if (pool.settings.LambdaConfig?.[trigger] === undefined) return;
      throw fault(
        "NotImplementedException",
        `User pool ${pool.id} has a ${trigger} trigger, and cognito-emulator does not run Lambda triggers yet. Remove it from LambdaConfig to go on without it.`,
      );
    },
  };
}
