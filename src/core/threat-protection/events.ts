// The history of authentication events: recording them, listing them, and what people say about them.
import type {
  ChallengeResponseType,
  EventResponseType,
  EventType,
  FeedbackValueType,
  RiskDecisionType,
  RiskLevelType,
} from "../../model/cognito-idp.gen.js";
import { fault } from "../../model/fault.js";
import type { Clock } from "../../platform/clock.js";
import type { Entropy } from "../../platform/entropy.js";
import type { AuthEvent, Page, PageRequest, User } from "../../storage/records.js";
import type { Store } from "../../storage/store.js";
import type { ClientContext } from "./client-context.js";

/** As long as the service keeps them. */
const KEPT_MS = 2 * 365 * 24 * 60 * 60 * 1000;

export interface NewAuthEvent {
  readonly user: User;
  readonly type: EventType;
  readonly response: EventResponseType;
  readonly context: ClientContext;
  readonly decision?: RiskDecisionType | undefined;
  readonly level?: RiskLevelType | undefined;
  readonly compromised?: boolean | undefined;
  readonly challenges?: readonly ChallengeResponseType[] | undefined;
}

export type AuthEvents = ReturnType<typeof createAuthEvents>;

export function createAuthEvents(deps: { store: Store; clock: Clock; entropy: Entropy }) {
  const { store, clock, entropy } = deps;
  const { authEvents } = store;

  return {
    record({ user, context, ...event }: NewAuthEvent): AuthEvent {
      const now = clock.now();
      const recorded: AuthEvent = {
        decision: "NoRisk",
        compromised: false,
        challenges: [],
        ...event,
        ...context,
        id: entropy.uuid(),
        userId: user.id,
        at: now,
      };
      authEvents.insert(recorded, now - KEPT_MS);
      return recorded;
    },

    /** What became of a sign-in's second factor; `mfa` is absent where none was asked. */
    advance(user: User, id: string, response: EventResponseType, mfa?: "Success" | "Failure"): void {
      const own: ChallengeResponseType[] = mfa ? [{ ChallengeName: "Mfa", ChallengeResponse: mfa }] : [];
      store.transaction(() => {
        const event = authEvents.find(user.id, id);
        const others = event?.challenges.filter(({ ChallengeName }) => ChallengeName !== "Mfa") ?? [];
        authEvents.advance(id, { response, challenges: [...others, ...own] });
      });
    },

    /**
     * Newest first. Page tokens are those of the service: `<event id>#<time>`.
     * @throws InvalidParameterException for a token that names no event of the user's; the text is assumed
     */
    list(user: User, { limit, after: token }: PageRequest): Page<AuthEvent> {
      const after = token?.slice(0, Math.max(0, token.indexOf("#")));
      const page = authEvents.list(user.id, clock.now() - KEPT_MS, { limit, after });
      if (!page) throw fault("InvalidParameterException", "Invalid pagination token given.");
      const last = page.items.at(-1);
      const next = page.next && last && `${last.id}#${new Date(last.at).toISOString()}`;
      return { items: page.items, next: next || undefined };
    },

    /** @throws ResourceNotFoundException (text assumed) */
    comment(user: User, id: string, value: FeedbackValueType, by: string): void {
      if (!authEvents.comment(user.id, id, { value, by, at: clock.now() }))
        throw fault("ResourceNotFoundException", "Event does not exist.");
    },
  };
}
