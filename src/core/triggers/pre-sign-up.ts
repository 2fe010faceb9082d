// PreSignUp: before a user comes into being; the function may forbid it, or confirm the user and their addresses.
import type { Attributes } from "../../storage/records.js";
import { type ClientMetadata, clientMetadataOf, type Occasion } from "./envelope.js";
import type { Fire } from "./firing.js";

/** Who creates the user. */
export type PreSignUpSource = "SignUp" | "AdminCreateUser" | "ExternalProvider";

export interface PreSignUp {
  readonly source: PreSignUpSource;
  readonly userName: string;
  /** As they were given: there is no sub and no status yet. */
  readonly attributes: Attributes;
  readonly validationData?: ClientMetadata | undefined;
  readonly metadata?: ClientMetadata | undefined;
}

/** Only sign-up obeys it; for users whom an administrator creates it is ignored. */
export interface PreSignUpAnswer {
  readonly autoConfirmUser: boolean;
  readonly autoVerifyEmail: boolean;
  readonly autoVerifyPhone: boolean;
}

export const preSignUp =
  (fire: Fire) =>
  async (occasion: Occasion, signUp: PreSignUp): Promise<PreSignUpAnswer> => {
    const answer = await fire("PreSignUp", occasion, () => ({
      source: `PreSignUp_${signUp.source}`,
      userName: signUp.userName,
      request: {
        userAttributes: signUp.attributes,
        validationData: signUp.validationData ?? null,
        ...clientMetadataOf(signUp.metadata),
      },
      response: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
    }));
    return {
      autoConfirmUser: answer?.flag("autoConfirmUser") ?? false,
      autoVerifyEmail: answer?.flag("autoVerifyEmail") ?? false,
      autoVerifyPhone: answer?.flag("autoVerifyPhone") ?? false,
    };
  };
