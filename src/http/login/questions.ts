// The challenges of a sign-in as pages: what each asks for. What the answer will need travels sealed in the form.
import type { AuthorizationRequest } from "../../core/oauth/authorization-request.js";
import type { Question } from "../../core/sign-in/sign-in.js";
import type { PageContext } from "./page-context.js";
import type { PageField, PageForm, PageView } from "./plain-page.js";

/** What the next answer is for. */
export interface Asked {
  /** As it was typed. */
  readonly username: string;
  readonly question: Question;
  /** While an authenticator is set up: its secret. */
  readonly secretCode?: string | undefined;
}

interface Shown {
  readonly error?: string | undefined;
  readonly notice?: string | undefined;
}

/** Longer than any session within lives: that one decides. */
const LIFETIME_MS = 20 * 60 * 1000;

const purposeOf = ({ pool, client }: AuthorizationRequest): string => `question:${pool.id}:${client.id}`;

export const askedIn = (context: PageContext, request: AuthorizationRequest): Asked | undefined =>
  context.deps.core.oauth.seals.open(purposeOf(request), context.form.asked) as Asked | undefined;

export function ask(
  context: PageContext,
  request: AuthorizationRequest,
  asked: Asked,
  shown: Shown = {},
): void {
  const sealed = context.deps.core.oauth.seals.seal(purposeOf(request), asked, LIFETIME_MS);
  const draw = drawers[asked.question.challenge];
  if (!draw) throw new Error(`no page asks ${asked.question.challenge}`);
  const form = (
    fields: readonly PageField[],
    submit: string,
    hidden: Record<string, string> = {},
  ): PageForm => ({
    action: context.path(pathOf(asked.question)),
    ...{ fields, submit, hidden: { asked: sealed, ...hidden } },
  });
  context.show({ ...shown, ...draw(asked, form) });
}

type DrawForm = (fields: readonly PageField[], submit: string, hidden?: Record<string, string>) => PageForm;
type Draw = (asked: Asked, form: DrawForm) => PageView;

/** Where the answers go; named as AWS names its pages. */
export const ANSWER_PATHS = [
  "/selectChallenge",
  "/verifyCode",
  "/mfa",
  "/mfa/options",
  "/mfa/register",
  "/changePassword",
  "/login/password",
  "/login/passkey",
] as const;

function pathOf({ challenge }: Question): (typeof ANSWER_PATHS)[number] {
  switch (challenge) {
    case "SELECT_CHALLENGE":
      return "/selectChallenge";
    case "EMAIL_OTP":
    case "SMS_OTP":
      return "/verifyCode";
    case "SELECT_MFA_TYPE":
      return "/mfa/options";
    case "MFA_SETUP":
      return "/mfa/register";
    case "NEW_PASSWORD_REQUIRED":
      return "/changePassword";
    case "PASSWORD":
    case "PASSWORD_SRP":
      return "/login/password";
    case "WEB_AUTHN":
      return "/login/passkey";
    default:
      return "/mfa";
  }
}

const code: PageField = {
  ...{ name: "code", label: "Code", autocomplete: "one-time-code", numeric: true },
};

const messageCode: Draw = ({ question }, form) => ({
  kind: "code",
  title: "Enter the code",
  text: [`We sent a code to ${question.parameters.CODE_DELIVERY_DESTINATION ?? "you"}.`],
  forms: [form([code], "Continue")],
});

const FACTOR_NAMES: Readonly<Record<string, string>> = {
  PASSWORD: "Password",
  EMAIL_OTP: "Code by email",
  SMS_OTP: "Code by text message",
  SMS_MFA: "Text message",
  SOFTWARE_TOKEN_MFA: "Authenticator app",
  WEB_AUTHN: "Passkey",
};

const optionsOf = (factors: readonly string[]) =>
  factors.filter((name) => name in FACTOR_NAMES).map((name) => [name, FACTOR_NAMES[name] ?? name] as const);

const passwordField: PageField = {
  ...{ name: "password", label: "Password", type: "password", autocomplete: "current-password" },
};

const drawers: Partial<Record<Question["challenge"], Draw>> = {
  SMS_MFA: messageCode,
  EMAIL_OTP: messageCode,
  SMS_OTP: messageCode,
  SOFTWARE_TOKEN_MFA: ({ question }, form) => ({
    kind: "code",
    title: "Enter the code",
    text: [
      `Open ${question.parameters.FRIENDLY_DEVICE_NAME ?? "your authenticator app"} and enter its code.`,
    ],
    forms: [form([code], "Sign in")],
  }),
  SELECT_MFA_TYPE: ({ question }, form) => ({
    kind: "mfa-options",
    title: "Choose how to verify",
    forms: [
      form(
        [
          {
            ...{ name: "answer", label: "Method", type: "radio" },
            options: optionsOf(JSON.parse(question.parameters.MFAS_CAN_CHOOSE ?? "[]")),
          },
        ],
        "Continue",
      ),
    ],
  }),
  SELECT_CHALLENGE: ({ question }, form) => {
    const available = question.available ?? [];
    const others = optionsOf(available.filter((name) => name !== "PASSWORD"));
    return {
      kind: "select-challenge",
      title: "Choose how to sign in",
      forms: [
        ...(available.includes("PASSWORD") ? [form([passwordField], "Sign in", { answer: "PASSWORD" })] : []),
        ...others.map(([answer, label]) => form([], label, { answer })),
      ],
    };
  },
  PASSWORD: (_asked, form) => ({
    kind: "password",
    title: "Enter your password",
    forms: [form([passwordField], "Sign in")],
  }),
  WEB_AUTHN: ({ question }, form) => ({
    kind: "passkey",
    title: "Sign in with a passkey",
    forms: [form([], "Use your passkey", { credential: "" })],
    script: passkeyScript(question.parameters.CREDENTIAL_REQUEST_OPTIONS ?? "{}"),
  }),
  NEW_PASSWORD_REQUIRED: ({ question }, form) => ({
    kind: "new-password",
    title: "Change password",
    text: ["Please enter your new password below."],
    forms: [
      form(
        [
          { ...{ name: "password", label: "New password", type: "password", autocomplete: "new-password" } },
          {
            ...{ name: "confirmation", label: "Enter it again", type: "password" },
            autocomplete: "new-password",
          },
          ...requiredAttributes(question).map((name) => ({ name: `attribute.${name}`, label: name })),
        ],
        "Send",
      ),
    ],
  }),
  MFA_SETUP: ({ question, secretCode, username }, form) =>
    secretCode === undefined
      ? {
          kind: "mfa-register",
          title: "Set up a second factor",
          forms: setupForms(JSON.parse(question.parameters.MFAS_CAN_SETUP ?? "[]"), form),
        }
      : {
          kind: "authenticator",
          title: "Set up your authenticator app",
          text: ["Add this key to your authenticator app, then enter the code that it shows."],
          secret: secretCode,
          links: [["Open in an app on this device", otpauth(username, secretCode)]],
          forms: [
            form([code, { name: "deviceName", label: "Name of this device", optional: true }], "Sign in", {
              answer: "VERIFY",
            }),
          ],
        },
};

/** Those that the user still lacks. */
const requiredAttributes = ({ parameters }: Question): readonly string[] =>
  (JSON.parse(parameters.requiredAttributes ?? "[]") as string[]).map((name) =>
    name.replace(/^userAttributes\./, ""),
  );

function setupForms(factors: readonly string[], form: DrawForm): readonly PageForm[] {
  const email: PageField = {
    ...{ name: "email", label: "Email address", type: "email", autocomplete: "email" },
  };
  return [
    ...(factors.includes("SOFTWARE_TOKEN_MFA")
      ? [form([], "Set up an authenticator app", { answer: "SOFTWARE_TOKEN_MFA" })]
      : []),
    ...(factors.includes("EMAIL_OTP") ? [form([email], "Get codes by email", { answer: "EMAIL_OTP" })] : []),
  ];
}

/** What the QR code of the page says, too. */
export const otpauth = (username: string, secret: string): string =>
  `otpauth://totp/${encodeURIComponent(username)}?secret=${secret}`;

/** Passkeys are the one thing that no form can do. The options are JSON, made harmless inside a script. */
const passkeyScript = (options: string): string => `
const form = document.querySelector("form");
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const options = PublicKeyCredential.parseRequestOptionsFromJSON(${options.replaceAll("<", "\\u003c")});
  try {
    const credential = await navigator.credentials.get({ publicKey: options });
    form.elements.credential.value = JSON.stringify(credential.toJSON());
  } catch {
    form.elements.credential.value = "";
  }
  form.submit();
});`;
