// PreTokenGeneration: before tokens are made; the function may change their claims, groups and scopes.
import { fault } from "../../model/fault.js";
import type { Pool, User } from "../../storage/records.js";
import { type AnswerReader, unrecognizable } from "./answers.js";
import { type ClientMetadata, clientMetadataOf, type Occasion } from "./envelope.js";
import type { Fire } from "./firing.js";
import { eventAttributes } from "./user-attributes.js";

/** Why tokens are made. */
export type TokenSource =
  | "HostedAuth"
  | "Authentication"
  | "NewPasswordChallenge"
  | "AuthenticateDevice"
  | "RefreshTokens"
  | "ClientCredentials";

/** The groups of a user and what follows from them, as tokens show it. */
export interface Grouping {
  readonly groups: readonly string[];
  readonly roles: readonly string[];
  readonly preferredRole?: string | undefined;
}

export interface PreTokenGeneration {
  readonly source: TokenSource;
  /** Whose tokens; read only when there is a function. Absent where a client gets a token for itself. */
  readonly subject?: (() => { readonly user: User; readonly grouping: Grouping }) | undefined;
  /** What the access token would grant. */
  readonly scopes: readonly string[];
  readonly metadata?: ClientMetadata | undefined;
}

export interface ClaimChanges {
  readonly add: Readonly<Record<string, unknown>>;
  readonly suppress: readonly string[];
}

/** What becomes of the tokens. */
export interface TokenChanges {
  readonly id: ClaimChanges;
  readonly access: ClaimChanges;
  readonly addScopes: readonly string[];
  readonly suppressScopes: readonly string[];
  /** Instead of the user's own, in both tokens; undefined leaves these. */
  readonly grouping?: Grouping | undefined;
}

const NO_CLAIMS: ClaimChanges = { add: {}, suppress: [] };

/** The version of the event: the third one is the second one, for machines as well. */
type EventVersion = "1" | "2" | "3";

export const preTokenGeneration =
  (fire: Fire) =>
  /** Undefined when the tokens stay as they are. */
  async (occasion: Occasion, generation: PreTokenGeneration): Promise<TokenChanges | undefined> => {
    const { pool } = occasion;
    const version = versionOf(pool);
    if (generation.subject === undefined && version !== "3") return undefined;
    const answer = await fire("PreTokenGeneration", occasion, () => describe(pool, version, generation));
    return version === "1" ? readFirst(answer) : readLater(answer);
  };

function versionOf({ settings }: Pool): EventVersion {
  const version = settings.LambdaConfig?.PreTokenGenerationConfig?.LambdaVersion ?? "V1_0";
  return version === "V3_0" ? "3" : version === "V2_0" ? "2" : "1";
}

function describe(
  pool: Pool,
  version: EventVersion,
  { source, subject, scopes, metadata }: PreTokenGeneration,
) {
  const { user, grouping } = subject?.() ?? {};
  return {
    version,
    source: `TokenGeneration_${source}`,
    userName: user?.username ?? "ClientCredentials",
    request: {
      userAttributes: user ? eventAttributes(pool, user) : {},
      groupConfiguration: grouping
        ? {
            groupsToOverride: grouping.groups,
            iamRolesToOverride: grouping.roles,
            preferredRole: grouping.preferredRole ?? null,
          }
        : null,
      ...(version !== "1" && { scopes }),
      ...clientMetadataOf(metadata),
    },
    response: version === "1" ? { claimsOverrideDetails: null } : { claimsAndScopeOverrideDetails: null },
  };
}

/** The first version changes the ID token only, by texts; its groups are those of both tokens. */
function readFirst(answer: AnswerReader | undefined): TokenChanges | undefined {
  const details = answer?.object("claimsOverrideDetails");
  return (
    details && {
      id: { add: details.textMap("claimsToAddOrOverride") ?? {}, suppress: suppressed(details) },
      access: NO_CLAIMS,
      addScopes: [],
      suppressScopes: [],
      grouping: groupingIn(details),
    }
  );
}

function readLater(answer: AnswerReader | undefined): TokenChanges | undefined {
  const details = answer?.object("claimsAndScopeOverrideDetails");
  if (!details) return undefined;
  const id = details.object("idTokenGeneration");
  const access = details.object("accessTokenGeneration");
  const changes = (token: AnswerReader | undefined): ClaimChanges =>
    token ? { add: token.valueMap("claimsToAddOrOverride") ?? {}, suppress: suppressed(token) } : NO_CLAIMS;
  requireSimple(changes(id));
  return {
    id: changes(id),
    access: changes(access),
    addScopes: (access?.texts("scopesToAdd") ?? []).map(requireScope),
    suppressScopes: access?.texts("scopesToSuppress") ?? [],
    grouping: groupingIn(details),
  };
}

const suppressed = (token: AnswerReader): readonly string[] => token.texts("claimsToSuppress") ?? [];

/**
 * The given groups replace the user's own, and an empty or null object leaves none (developer guide). Not to speak of
 * them changes nothing.
 */
function groupingIn(details: AnswerReader): Grouping | undefined {
  if (!details.has("groupOverrideDetails")) return undefined;
  const given = details.object("groupOverrideDetails");
  return {
    groups: given?.texts("groupsToOverride") ?? [],
    roles: given?.texts("iamRolesToOverride") ?? [],
    preferredRole: given?.text("preferredRole"),
  };
}

/** Claims of an ID token that can't be lists or objects (developer guide); how that is refused is assumed. */
function requireSimple({ add }: ClaimChanges): void {
  for (const name of ["email_verified", "phone_number_verified", "updated_at", "address"])
    if (typeof add[name] === "object" && add[name] !== null) throw unrecognizable();
}

/** The text is assumed. */
function requireScope(scope: string): string {
  if (scope === "" || /\s/.test(scope))
    throw fault("InvalidLambdaResponseException", `Invalid scope in lambda output: ${scope}`);
  return scope;
}
