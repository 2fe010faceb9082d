// USER_AUTH: the user chooses among the first factors that the pool allows; who has just signed up may come with the
// session of that instead.
import type { Pool, User } from "../../../storage/records.js";
import { deviceKeyIn, type Flow, incorrect, requireParameter, type StartRequest } from "../attempt.js";
import type { FirstFactorName } from "../first-factors/first-factor.js";
import type { FirstFactors } from "../first-factors/first-factors.js";
import type { Identification } from "../identification.js";
import { requireUsable } from "../password-proof.js";
import { invalidSession } from "../sessions.js";
import type { SignInDevices } from "../sign-in-devices.js";
import type { SignUpSessions } from "../sign-up-sessions.js";
import type { StepUps } from "../step-up.js";
import type { ProvenFactor } from "../trail.js";

interface Deps {
  readonly identification: Identification;
  readonly firstFactors: FirstFactors;
  readonly signUpSessions: SignUpSessions;
  readonly stepUps: StepUps;
  readonly signInDevices: SignInDevices;
}

export function choiceFlow(deps: Deps): Flow {
  const { identification, firstFactors, signUpSessions, stepUps, signInDevices } = deps;

  /** What signing up has proven, as far as it is good to sign in with. */
  function provenBySignUp({ client, pool }: StartRequest, user: User, key: string): ProvenFactor | undefined {
    const proven = signUpSessions.redeem(client, user, key);
    requireUsable(client, user);
    // Whoever chose the password and received a code needs no second factor yet (developer guide, MFA).
    if (proven.includes("PASSWORD")) return { name: "PASSWORD", isMultiFactor: proven.length > 1 };
    const name = proven.find((factor) => hasFactor(pool, user, factor));
    return name && { name };
  }

  const hasFactor = (pool: Pool, user: User, wanted: FirstFactorName): boolean =>
    firstFactors.available({ pool, user, typedUsername: "" }).some(({ name }) => name === wanted);

  return {
    names: ["USER_AUTH"],
    requires: ["USERNAME"],
    async start(request) {
      const { pool, client, caller, parameters, session } = request;
      const typedUsername = requireParameter(parameters, "USERNAME");
      const preferred = parameters.PREFERRED_CHALLENGE;
      const password = preferred === "PASSWORD" ? parameters.PASSWORD : undefined;
      const user = await identification.identify(request, password);
      const begun = { passed: [], isChoice: true, deviceKey: deviceKeyIn(parameters) };
      if (session !== undefined) {
        if (!user) throw invalidSession();
        const proven = provenBySignUp(request, user, session);
        if (proven) return { attempt: { pool, client, user, caller, ...begun, firstFactor: proven } };
      }

      const all = firstFactors.available({ pool, user, typedUsername });
      const names = all.map(({ name }) => name);
      const plan = await stepUps.plan({ pool, user, available: names }, parameters);
      const trail = { ...begun, stepUp: plan?.stepUp };
      if (plan && !plan.needsFirst && user) {
        requireUsable(client, user);
        return { attempt: { pool, client, user, caller, ...trail } };
      }
      const available = plan ? all.filter(({ name }) => plan.first.includes(name)) : all;
      const candidate = { pool, client, caller, user, typedUsername, trail, parameters };
      // A name that is no factor counts as one that the user doesn't have (assumed).
      const factor = available.find(({ name }) => name === preferred);
      if (!factor) return { question: firstFactors.offer(candidate, available) };

      const { firstFactor, next } = await firstFactors.choose(factor, candidate);
      if (next) return { question: { ...(await next()), available: available.map(({ name }) => name) } };
      if (!user) throw incorrect();
      // As of other flows that carry the password.
      signInDevices.requireKnown(pool, user, parameters);
      return { attempt: { pool, client, user, caller, ...trail, firstFactor } };
    },
  };
}
