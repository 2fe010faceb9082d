// What a user pool's password policy demands, and temporary passwords that satisfy it.

/** The part of a pool's password policy that a password can violate by itself. */
export interface PasswordPolicy {
  MinimumLength?: number | undefined;
  RequireUppercase?: boolean | undefined;
  RequireLowercase?: boolean | undefined;
  RequireNumbers?: boolean | undefined;
  RequireSymbols?: boolean | undefined;
}

// Only Basic Latin counts: any other character is allowed but belongs to no class. A space counts as a symbol
// when it is neither leading nor trailing (developer guide, "Adding user pool password requirements").
const classes = [
  ["RequireUppercase", /[A-Z]/, "Password must have uppercase characters"],
  ["RequireLowercase", /[a-z]/, "Password must have lowercase characters"],
  ["RequireNumbers", /[0-9]/, "Password must have numeric characters"],
  [
    "RequireSymbols",
    /[\^$*.[\]{}()?"!@#%&/\\,><':;|_~`=+-]|[^ ] +[^ ]/,
    "Password must have symbol characters",
  ],
] as const;

/** The first rule that the password breaks, worded as the service's message ends, or undefined. */
export function passwordViolation(policy: PasswordPolicy, password: string): string | undefined {
  if (password.length < (policy.MinimumLength ?? 0)) return "Password not long enough";
  return classes.find(([required, pattern]) => policy[required] && !pattern.test(password))?.[2];
}

// Without 0 O o, 1 I l. Exactly 64 characters, so that the low six bits of a random byte choose one without
// bias.
const legible = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789!#*-=?@_";

/**
 * A password that satisfies the policy and can be read aloud from a message: of 8 characters, or as many as
 * the policy asks for.
 *
 * @param random uniformly distributed bytes
 */
export function temporaryPassword(policy: PasswordPolicy, random: (n: number) => Buffer): string {
  const length = Math.max(policy.MinimumLength ?? 0, 8);
  // Drawing again until one fits, leaves all fitting passwords equally likely.
  for (;;) {
    const password = Array.from(random(length), (byte) => legible[byte & 63]).join("");
    if (passwordViolation(policy, password) === undefined) return password;
  }
}
