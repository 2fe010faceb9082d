// Opens an answer: which session it belongs to, who is signing in there, and whether whoever answers may.
import { fault } from "../../model/fault.js";
import type { Pool, User } from "../../storage/records.js";
import type { Store } from "../../storage/store.js";
import { requireSecretHash } from "../clients/clients.js";
import { foldUsername } from "../users/usernames.js";
import { type Users, userDisabled } from "../users/users.js";
import { type AnswerRequest, requireParameter } from "./attempt.js";
import type { Challenge } from "./challenge.js";
import { isUnprepared } from "./challenges/unprepared.js";
import { requireEcho } from "./password-question.js";
import { invalidSession, type OpenSession, type Sessions } from "./sessions.js";
import type { SignInDevices } from "./sign-in-devices.js";
import { type Trail, trailIn } from "./trail.js";

interface Deps {
  readonly store: Store;
  readonly users: Users;
  readonly sessions: Sessions;
  readonly signInDevices: SignInDevices;
  readonly challenges: readonly Challenge[];
  /** What stands in for a challenge that was asked without anything to answer. */
  unprepared(challenge: Challenge): Challenge;
}

/** An answer that has yet to be checked. */
export interface OpenAnswer {
  readonly challenge: Challenge;
  readonly session: OpenSession;
  /** Undefined for one who does not exist and is simulated. */
  readonly user: User | undefined;
  /** With the device that the answer names. */
  readonly trail: Trail;
}

export function createOpening({ store, users, sessions, signInDevices, challenges, unprepared }: Deps) {
  /** Who the session belongs to, provided that the answer names the same user; by the name that answers go by. */
  function ownerOf(session: OpenSession, pool: Pool, challenge: Challenge, username: string) {
    const user = session.userId === undefined ? undefined : store.users.findById(session.userId);
    if (user) {
      if (users.find(pool, username)?.id !== user.id) throw invalidSession();
      if (!user.enabled) throw userDisabled();
      return { user, canonical: user.username };
    }
    const canonical = challenge.simulatedUsername?.(pool, session.state);
    const typed = String(session.state.typedUsername);
    // Who exists may be named in any case that the pool allows.
    const isSame = (name: string) => foldUsername(pool, username) === foldUsername(pool, name);
    if (canonical === undefined || !(username === canonical || isSame(typed))) throw invalidSession();
    return { user, canonical };
  }

  /**
   * Order: USERNAME, session, its user, secret hash, what the challenge requires, device.
   * @throws Fault
   */
  return function open(request: AnswerRequest): OpenAnswer {
    const { pool, client, parameters: responses } = request;
    const known = challenges.find(({ name }) => name === request.challenge);
    const username = requireParameter(responses, "USERNAME");
    const key = sessionKeyOf(request, known);
    // No session waits for a challenge that is never asked.
    if (!known) throw invalidSession();
    const session = sessions.open(client, known.name, key);
    const challenge = isUnprepared(session.state) ? unprepared(known) : known;
    const { user, canonical } = ownerOf(session, pool, challenge, username);
    // From the second call on, the hash is over the username that the first one answered.
    // Choice-based sign-in names it only to who proves a password by SRP: there, the typed one is good, too (assumed).
    const trail = trailIn(session.state);
    requireSecretHash(client, trail.isChoice ? [canonical, username] : canonical, responses.SECRET_HASH);
    requireEcho(session.state, request.session);
    for (const name of challenge.requires ?? []) requireParameter(responses, name);
    // A client that is told that its device is none answers once more.
    const deviceKey = signInDevices.ofAnswer(pool, user, responses, trail);
    return { challenge, session, user, trail: { ...trail, deviceKey } };
  };
}

/** By which the session is found: a secret block, Session, or nothing but the device that it waits for. */
function sessionKeyOf({ pool, parameters, session }: AnswerRequest, challenge: Challenge | undefined) {
  if (challenge?.sessionIn) return requireParameter(parameters, challenge.sessionIn);
  const key = session || challenge?.waitingSession?.(pool, parameters);
  if (key) return key;
  throw fault("InvalidParameterException", "Missing required parameter Session");
}
