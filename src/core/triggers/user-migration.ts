// UserMigration: a user whom the pool does not know signs in with a password, or has forgotten it; the function may
// bring them from another directory.
import type { Attributes } from "../../storage/records.js";
import { unrecognizable } from "./answers.js";
import { type ClientMetadata, clientMetadataOf, type Occasion } from "./envelope.js";
import type { Fire } from "./firing.js";

export interface UserMigration {
  readonly source: "Authentication" | "ForgotPassword";
  /** As typed. */
  readonly userName: string;
  /** Only of a sign-in. */
  readonly password?: string | undefined;
  readonly validationData?: ClientMetadata | undefined;
  readonly metadata?: ClientMetadata | undefined;
}

const STATUSES = ["CONFIRMED", "RESET_REQUIRED", "FORCE_CHANGE_PASSWORD", "UNCONFIRMED"] as const;

/** What the function says of the user. */
export interface MigratedUser {
  readonly attributes: Attributes;
  readonly status: (typeof STATUSES)[number];
  /** Whether the user gets no message of welcome. */
  readonly suppress: boolean;
  readonly media: readonly ("SMS" | "EMAIL")[];
  readonly forceAliasCreation: boolean;
  readonly enableSmsMfa: boolean;
}

export const userMigration =
  (fire: Fire) =>
  /** Undefined for a pool without this trigger. */
  async (occasion: Occasion, migration: UserMigration): Promise<MigratedUser | undefined> => {
    const answer = await fire("UserMigration", occasion, () => ({
      source: `UserMigration_${migration.source}`,
      userName: migration.userName,
      request: {
        ...(migration.password !== undefined && { password: migration.password }),
        validationData: migration.validationData ?? null,
        userAttributes: null,
        ...clientMetadataOf(migration.metadata),
      },
      response: {
        userAttributes: null,
        forceAliasCreation: null,
        enableSMSMFA: null,
        finalUserStatus: null,
        messageAction: null,
        desiredDeliveryMediums: null,
      },
    }));
    if (!answer) return undefined;
    const attributes = answer.textMap("userAttributes");
    if (!attributes) throw unrecognizable();
    return {
      attributes,
      status: answer.choice("finalUserStatus", STATUSES) ?? "RESET_REQUIRED",
      suppress: answer.choice("messageAction", ["SUPPRESS", "RESEND"]) === "SUPPRESS",
      media: mediaOf(answer.texts("desiredDeliveryMediums")),
      forceAliasCreation: answer.flag("forceAliasCreation") ?? false,
      enableSmsMfa: answer.flag("enableSMSMFA") ?? false,
    };
  };

/** A text message when the function does not say. */
function mediaOf(texts: readonly string[] = ["SMS"]): ("SMS" | "EMAIL")[] {
  return texts.map((text) => {
    if (text !== "SMS" && text !== "EMAIL") throw unrecognizable();
    return text;
  });
}
