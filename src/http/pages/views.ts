// What the pages of a domain show, without words or looks: one type per page. render.ts makes HTML of them.
import type { Look } from "./look.js";

/** What surrounds every page. */
export interface Frame {
  /** Classic pages and managed login are laid out in different ways. */
  readonly look: Look;
  /** As languages.ts chose it. */
  readonly lang: string;
  /** Goes into every form as `_csrf`. */
  readonly csrf: string;
  /** Names the style and the script that the Content-Security-Policy lets through. */
  readonly nonce: string;
}

/** A form that is posted; what it has to bring back hidden. */
export interface FormTarget {
  readonly action: string;
  readonly hidden?: Readonly<Record<string, string | undefined>> | undefined;
}

interface Shown {
  /** What went wrong, in the service's words; those that are known are translated. */
  readonly error?: string | undefined;
  /** What went well. */
  readonly notice?: string | undefined;
}

/** What may stand in for a username, so that its field is named after it. */
export type UsernameKind = "username" | "email" | "phone_number" | "preferred_username";

/** The field `username`. */
export interface UsernameField {
  readonly kinds: readonly UsernameKind[];
  readonly value?: string | undefined;
}

/** A field `attribute.<name>`. */
export interface AttributeField {
  readonly name: string;
  readonly value?: string | undefined;
  readonly optional?: boolean | undefined;
}

/** What a new password needs; shown beside its field. */
export interface PasswordRules {
  readonly minimumLength: number;
  readonly lowercase: boolean;
  readonly uppercase: boolean;
  readonly numbers: boolean;
  readonly symbols: boolean;
}

export interface Provider {
  readonly name: string;
  readonly href: string;
}

/** Where the documents are, in the page's language. */
export interface Terms {
  readonly termsOfUse: string;
  readonly privacyPolicy: string;
}

/** Fields `username` and, unless the factor is chosen afterwards, `password`. */
export interface SignInView extends Shown {
  readonly kind: "sign-in";
  /** Absent where a client has no users of the pool itself. */
  readonly form?: FormTarget | undefined;
  readonly username: UsernameField;
  readonly asksPassword: boolean;
  readonly forgotPassword?: string | undefined;
  readonly signUp?: string | undefined;
  readonly providers?: readonly Provider[] | undefined;
}

/** Who is signed in already goes on, or somebody else signs in. */
export interface AccountView extends Shown {
  readonly kind: "account";
  readonly name: string;
  /** Goes on as `name`. */
  readonly form: FormTarget;
  /** The login page for another account. */
  readonly other: string;
  readonly signOut?: string | undefined;
}

export type FactorName = "PASSWORD" | "EMAIL_OTP" | "SMS_OTP" | "WEB_AUTHN";

/** One form per factor, each with what it answers hidden; the password's has the field `password`. */
export interface SelectChallengeView extends Shown {
  readonly kind: "select-challenge";
  readonly username: string;
  readonly factors: readonly { readonly name: FactorName; readonly form: FormTarget }[];
  readonly forgotPassword?: string | undefined;
  readonly back: string;
}

/** Field `password`. */
export interface PasswordView extends Shown {
  readonly kind: "password";
  readonly username: string;
  readonly form: FormTarget;
  readonly forgotPassword?: string | undefined;
  readonly back?: string | undefined;
}

/** The script fills the hidden field `credential` and submits; empty when the person gave up. */
export interface PasskeyView extends Shown {
  readonly kind: "passkey";
  readonly form: FormTarget;
  /** JSON, as CREDENTIAL_REQUEST_OPTIONS has it. */
  readonly options: string;
  readonly back?: string | undefined;
}

/** Field `code`. */
export interface CodeView extends Shown {
  readonly kind: "code";
  readonly form: FormTarget;
  readonly from: "EMAIL" | "SMS" | "APP";
  /** Masked, as the service tells it. */
  readonly destination?: string | undefined;
  /** The authenticator's friendly name. */
  readonly device?: string | undefined;
  readonly resend?: FormTarget | undefined;
  readonly back?: string | undefined;
}

export type SecondFactorName = "SMS_MFA" | "SOFTWARE_TOKEN_MFA" | "EMAIL_OTP" | "WEB_AUTHN";

/** Radio buttons `answer`. */
export interface SelectMfaView extends Shown {
  readonly kind: "mfa-options";
  readonly form: FormTarget;
  readonly factors: readonly SecondFactorName[];
  readonly back?: string | undefined;
}

/** One form per factor that can be set up; that of EMAIL_OTP has the field `email`, that of SMS_MFA `phone`. */
export interface MfaSetupView extends Shown {
  readonly kind: "mfa-register";
  readonly methods: readonly {
    readonly name: "SOFTWARE_TOKEN_MFA" | "EMAIL_OTP" | "SMS_MFA";
    readonly form: FormTarget;
  }[];
}

/** Fields `code` and `deviceName`. */
export interface AuthenticatorView extends Shown {
  readonly kind: "authenticator";
  readonly form: FormTarget;
  /** Base32, to be typed where the code can't be scanned. */
  readonly secret: string;
  /** otpauth://, shown as a QR code. */
  readonly uri: string;
}

/** Fields `password`, `confirmation` and the attributes that the user lacks. */
export interface NewPasswordView extends Shown {
  readonly kind: "new-password";
  readonly form: FormTarget;
  readonly rules?: PasswordRules | undefined;
  readonly attributes: readonly AttributeField[];
}

/** Fields `username`, the attributes, `password` and `confirmation`. */
export interface SignUpView extends Shown {
  readonly kind: "sign-up";
  readonly form: FormTarget;
  /** Absent where an attribute is the username. */
  readonly username?: UsernameField | undefined;
  readonly attributes: readonly AttributeField[];
  readonly rules?: PasswordRules | undefined;
  readonly passwordOptional?: boolean | undefined;
  readonly terms?: Terms | undefined;
  readonly providers?: readonly Provider[] | undefined;
  readonly back: string;
}

/** Field `code`. */
export interface ConfirmView extends Shown {
  readonly kind: "confirm";
  readonly form: FormTarget;
  readonly destination?: string | undefined;
  readonly resend?: FormTarget | undefined;
  readonly back: string;
}

/** Field `username`. */
export interface ForgotPasswordView extends Shown {
  readonly kind: "forgot-password";
  readonly form: FormTarget;
  readonly username: UsernameField;
  readonly back: string;
}

/** Fields `code`, `password` and `confirmation`. */
export interface ResetPasswordView extends Shown {
  readonly kind: "reset-password";
  readonly form: FormTarget;
  readonly destination?: string | undefined;
  readonly rules?: PasswordRules | undefined;
  readonly back: string;
}

/** The script fills the hidden field `credential` with a new passkey and submits. */
export interface PasskeyOfferView extends Shown {
  readonly kind: "passkey-offer";
  readonly form: FormTarget;
  /** JSON, as StartWebAuthnRegistration gives it. */
  readonly options: string;
  /** Goes on without a passkey. */
  readonly skip: FormTarget | string;
}

export interface SignedOutView extends Shown {
  readonly kind: "signed-out";
  readonly signIn?: string | undefined;
}

export interface FederationView extends Shown {
  readonly kind: "federation";
  readonly provider: string;
  readonly back?: string | undefined;
}

/** `error` is the reason. */
export interface ErrorView extends Shown {
  readonly kind: "error";
  readonly back?: string | undefined;
}

/** `error` names what the emulator can't do yet. */
export interface NotBuiltView extends Shown {
  readonly kind: "not-built";
  readonly back?: string | undefined;
}

export type View =
  | SignInView
  | AccountView
  | SelectChallengeView
  | PasswordView
  | PasskeyView
  | CodeView
  | SelectMfaView
  | MfaSetupView
  | AuthenticatorView
  | NewPasswordView
  | SignUpView
  | ConfirmView
  | ForgotPasswordView
  | ResetPasswordView
  | PasskeyOfferView
  | SignedOutView
  | FederationView
  | ErrorView
  | NotBuiltView;
