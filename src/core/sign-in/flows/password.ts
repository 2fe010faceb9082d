// USER_PASSWORD_AUTH and ADMIN_USER_PASSWORD_AUTH: the password itself is sent.
import type { Passwords } from "../../credentials/passwords.js";
import { type Flow, requireParameter } from "../attempt.js";
import type { Identification } from "../identification.js";
import type { PasswordProof } from "../password-proof.js";
import type { SignInDevices } from "../sign-in-devices.js";

export function passwordFlow(deps: {
  identification: Identification;
  passwords: Passwords;
  passwordProof: PasswordProof;
  signInDevices: SignInDevices;
}): Flow {
  const { identification, passwords, passwordProof, signInDevices } = deps;
  return {
    // ADMIN_NO_SRP_AUTH is the older name of ADMIN_USER_PASSWORD_AUTH.
    names: ["USER_PASSWORD_AUTH", "ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"],
    requires: ["USERNAME", "PASSWORD"],
    async start(request) {
      const { pool, client, caller, parameters } = request;
      const password = requireParameter(parameters, "PASSWORD");
      const user = await identification.identify(request, password);
      if (!user) {
        const typed = requireParameter(parameters, "USERNAME");
        return passwordProof.refuseNobody(pool, typed, () => passwords.checkNobody(pool, typed, password));
      }
      passwordProof.require(client, user, () => passwords.check(pool, user, password));
      const deviceKey = signInDevices.requireKnown(pool, user, parameters);
      return { attempt: { pool, client, user, caller, passed: [], deviceKey } };
    },
  };
}
