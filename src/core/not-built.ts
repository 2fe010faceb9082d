// What to answer where AWS would do something that the emulator can't do yet.
import { fault } from "../model/fault.js";

/** Better an honest 501 than an answer that AWS would not give. */
export const notBuilt = (what: string) =>
  fault("NotImplementedException", `cognito-emulator has not built ${what} yet.`);
