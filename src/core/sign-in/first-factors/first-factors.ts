// The first factors of the emulator: which of them a user has, and what comes of choosing one.
import type { Pool, User } from "../../../storage/records.js";
import type { Question } from "../attempt.js";
import type { Passed } from "../challenge.js";
import type { Sessions } from "../sessions.js";
import { type Candidate, FIRST_FACTORS, type FirstFactor, keptBy } from "./first-factor.js";

export type FirstFactors = ReturnType<typeof createFirstFactors>;

export function createFirstFactors(deps: { factors: readonly FirstFactor[]; sessions: Sessions }) {
  const { sessions } = deps;
  const factors = FIRST_FACTORS.flatMap((name) => deps.factors.filter((factor) => factor.name === name));
  const passwords = factors.filter(({ name }) => name === "PASSWORD_SRP" || name === "PASSWORD");

  /** A passkey is added by who has signed in: nobody has one alone. */
  function seeming(pool: Pool, typedUsername: string): readonly FirstFactor[] {
    const others = factors.filter(
      (factor) => !passwords.includes(factor) && factor.seemsAvailable(pool, typedUsername),
    );
    const isAlone = others.every(({ name }) => name === "WEB_AUTHN");
    const hasPassword = isAlone || passwords.some((factor) => factor.seemsAvailable(pool, typedUsername));
    return hasPassword ? [...passwords, ...others] : others;
  }

  return {
    named: (name: string): FirstFactor | undefined => factors.find((factor) => factor.name === name),

    /** Never empty: who has no factor at all is asked for a password that can't be right (assumed). */
    available({ pool, user, typedUsername }: AvailableTo): readonly FirstFactor[] {
      if (!user) return seeming(pool, typedUsername);
      const own = factors.filter((factor) => factor.isAvailable(pool, user));
      return own.length > 0 ? own : passwords;
    },

    /** SELECT_CHALLENGE, whose parameters are empty: the list goes beside them. */
    offer(candidate: Candidate, available: readonly FirstFactor[]): Question {
      const { pool, client, user } = candidate;
      const challenge = "SELECT_CHALLENGE";
      const names = available.map(({ name }) => name);
      const state = { ...keptBy(candidate), available: names };
      const session = sessions.issue({ pool, client, userId: user?.id, challenge, state });
      return { challenge, parameters: {}, session, available: names };
    },

    /** What the choice of a factor leads to: a proof that came with it, or the factor's question. */
    async choose(factor: FirstFactor, candidate: Candidate): Promise<Passed> {
      const passed = await factor.prove?.(candidate);
      return passed ?? { next: () => factor.ask(candidate) };
    },
  };
}

export interface AvailableTo {
  readonly pool: Pool;
  readonly user: User | undefined;
  readonly typedUsername: string;
}
