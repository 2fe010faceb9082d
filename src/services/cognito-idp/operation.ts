// Declares an operation of user pools, typed by the model.
import type { CognitoIdpOperations } from "../../model/cognito-idp.gen.js";
import type { Context, Operation } from "../operation.js";

type Name = keyof CognitoIdpOperations;

export function operation<N extends Name>(
  name: N,
  handler: (
    input: CognitoIdpOperations[N]["input"],
    ctx: Context<CognitoIdpOperations[N]["error"]>,
  ) => CognitoIdpOperations[N]["output"] | Promise<CognitoIdpOperations[N]["output"]>,
): Operation {
  return { name, handler: handler as Operation["handler"] };
}
