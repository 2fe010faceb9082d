// The texts that the CustomMessage function gives a message, once they have a place for all that must be told.
import { fault } from "../../model/fault.js";
import type { Medium, Pool } from "../../storage/records.js";
import type { CustomMessageAnswer } from "../triggers/custom-message.js";
import { type MessageKind, usesLink } from "./templates.js";

/** Instead of the pool's own; absent where these stay. */
export interface CustomWords {
  readonly subject?: string | undefined;
  readonly body?: string | undefined;
}

interface Worded {
  readonly pool: Pool;
  readonly kind: MessageKind;
  readonly destination: { readonly medium: Medium };
  readonly code?: string | undefined;
}

/** Developer guide, custom message: the longest texts, in characters. */
const LONGEST = { emailMessage: 20_000, emailSubject: 140, smsMessage: 140 } as const;

/**
 * Only what is about to be sent is looked at. The documentation allows e-mail texts only to pools that send through
 * SES of their own; practice allows them to all.
 * @throws InvalidLambdaResponseException (texts assumed)
 */
export function customWordsOf(worded: Worded, answer: CustomMessageAnswer): CustomWords {
  const email = worded.destination.medium === "EMAIL";
  const member = email ? "emailMessage" : "smsMessage";
  const body = answer[member];
  const subject = email ? answer.emailSubject : undefined;
  if (body !== undefined) {
    for (const placeholder of placeholdersOf(worded))
      if (!placeholder.pattern.test(body))
        throw refused(`The ${member} of the custom message does not contain ${placeholder.name}.`);
    requireLength(member, body);
  }
  if (subject !== undefined) requireLength("emailSubject", subject);
  return { subject, body };
}

const CODE = { name: "{####}", pattern: /\{####\}/ };
const USERNAME = { name: "{username}", pattern: /\{username\}/ };
const LINK = { name: "{##Click Here##}", pattern: /\{##(?!##\}).*?##\}/s };

function placeholdersOf({ pool, kind, destination, code }: Worded) {
  if (usesLink(pool, kind, destination.medium)) return [LINK];
  const told = kind === "AdminCreateUser" ? [USERNAME] : [];
  return code === undefined ? told : [CODE, ...told];
}

function requireLength(member: keyof typeof LONGEST, text: string): void {
  if ([...text].length > LONGEST[member])
    throw refused(`The ${member} of the custom message is longer than ${LONGEST[member]} characters.`);
}

const refused = (message: string) => fault("InvalidLambdaResponseException", message);
