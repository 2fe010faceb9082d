// Keeps passwords and codes of trigger events out of the records: UserMigration gets the password that was typed,
// custom senders get the code.
const MASK = "***";
const SHORTEST_HIDDEN = 4;

/** Members of an event's request that are never recorded. */
const secretMembers = ["password", "code"] as const;

type Request = Readonly<Record<string, unknown>>;

/** The secrets that an event carries. */
export function secretsOf(event: object): readonly string[] {
  const { request } = event as { request?: Request };
  return secretMembers.flatMap((member) => {
    const secret = request?.[member];
    return typeof secret === "string" && secret !== "" ? [secret] : [];
  });
}

/** An event, or an answer (which usually repeats the event), without the members that are secret. */
export function masked<T>(event: T): T {
  const { request } = (event ?? {}) as { request?: Request };
  if (typeof request !== "object" || request === null) return event;
  const hidden = secretMembers.filter((member) => typeof request[member] === "string");
  if (hidden.length === 0) return event;
  return { ...event, request: { ...request, ...Object.fromEntries(hidden.map((member) => [member, MASK])) } };
}

/** Hides secrets in texts of the function's, such as its log, as they are and as JSON writes them. */
export function hiding(secrets: readonly string[]): (text: string) => string {
  const forms = secrets
    // To hide a short one would make every text unreadable.
    .filter((secret) => secret.length >= SHORTEST_HIDDEN)
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)]);
  return (text) => forms.reduce((rest, form) => rest.replaceAll(form, MASK), text);
}
