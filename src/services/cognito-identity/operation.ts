// Declares an operation of identity pools, typed by the model.
import type { CognitoIdentityOperations } from "../../model/cognito-identity.gen.js";
import type { Context, Operation } from "../operation.js";

type Name = keyof CognitoIdentityOperations;

export function operation<N extends Name>(
  name: N,
  handler: (
    input: CognitoIdentityOperations[N]["input"],
    ctx: Context<CognitoIdentityOperations[N]["error"]>,
  ) => CognitoIdentityOperations[N]["output"] | Promise<CognitoIdentityOperations[N]["output"]>,
): Operation {
  return { name, handler: handler as Operation["handler"] };
}
