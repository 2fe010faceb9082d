// The caller of an operation together with what its input tells of the user's device.
import type { Caller } from "../../core/triggers/triggers.js";
import type { ContextDataType, UserContextDataType } from "../../model/cognito-idp.gen.js";

/** Of operations that the user's own app calls. */
export const appCaller = (caller: Caller, data: UserContextDataType | undefined): Caller =>
  data ? { ...caller, context: { kind: "app", data } } : caller;

/** Of operations that the app's server calls: its own address says nothing of the user. */
export const serverCaller = (caller: Caller, data: ContextDataType | undefined): Caller => ({
  ...caller,
  context: { kind: "server", data },
});
