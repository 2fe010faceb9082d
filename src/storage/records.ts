// The records that the emulator keeps, in its own words. Times are epoch milliseconds.
import type {
  AccountTakeoverEventActionType,
  AssetCategoryType,
  AssetExtensionType,
  ChallengeResponseType,
  ColorSchemeModeType,
  Document,
  EmailMfaConfigType,
  EventResponseType,
  EventType,
  FeedbackValueType,
  RiskConfigurationType,
  RiskDecisionType,
  RiskLevelType,
  SoftwareTokenMfaConfigType,
  TermsEnforcementType,
  TermsSourceType,
  UserPoolClientType,
  UserPoolType,
  WebAuthnConfigurationType,
} from "../model/cognito-idp.gen.js";

/** What CreateUserPool and UpdateUserPool set and DescribeUserPool returns, in wire shape. */
export type PoolSettings = Omit<
  UserPoolType,
  | "Id"
  | "Name"
  | "Arn"
  | "CreationDate"
  | "LastModifiedDate"
  | "EstimatedNumberOfUsers"
  | "Domain"
  | "CustomDomain"
>;

export interface Pool {
  readonly id: string;
  readonly account: string;
  readonly region: string;
  readonly name: string;
  readonly settings: PoolSettings;
  /** Absent until SetUserPoolMfaConfig was called. */
  readonly mfa?: PoolMfa | undefined;
  readonly createdAt: number;
  readonly changedAt: number;
}

/** What SetUserPoolMfaConfig sets and DescribeUserPool does not show. */
export interface PoolMfa {
  /** Whether SMS is a second factor; pools send other text messages as well. */
  readonly sms: boolean;
  readonly softwareToken?: SoftwareTokenMfaConfigType | undefined;
  readonly email?: EmailMfaConfigType | undefined;
  readonly webAuthn?: WebAuthnConfigurationType | undefined;
}

/** The second factors, in the order in which the service lists them. */
export const FACTORS = ["SMS_MFA", "SOFTWARE_TOKEN_MFA", "EMAIL_OTP"] as const;

export type MfaFactor = (typeof FACTORS)[number];

/** What a user chose with SetUserMFAPreference and, before there was that, SetUserSettings. */
export interface UserMfa {
  readonly enabled: readonly MfaFactor[];
  readonly preferred?: MfaFactor | undefined;
  readonly webAuthn: boolean;
  /** SMS by SetUserSettings. */
  readonly smsOption: boolean;
}

/** A user's authenticator app. */
export interface SoftwareToken {
  readonly secret: Buffer;
  readonly friendlyName?: string | undefined;
  readonly verified: boolean;
  /** The time step of the code that was used last. */
  readonly lastStep?: number | undefined;
}

/** A public key that a user signs in with. */
export interface Passkey {
  readonly poolId: string;
  /** Base64url, as clients name it. */
  readonly credentialId: string;
  readonly userId: number;
  /** The domain that it was made for and serves at. */
  readonly relyingParty: string;
  /** COSE. */
  readonly publicKey: Buffer;
  /** How often its authenticator had signed when it was used last; 0 for those that don't count. */
  readonly counter: number;
  readonly friendlyName: string;
  readonly attachment?: string | undefined;
  readonly transports: readonly string[];
  readonly createdAt: number;
}

/** What a user signed in with and confirmed. Its password is known to the client alone. */
export interface Device extends PasswordRecord {
  readonly userId: number;
  readonly key: string;
  /** Enters SRP where a user has the pool's name. */
  readonly groupKey: string;
  readonly name?: string | undefined;
  readonly remembered: boolean;
  readonly lastIp?: string | undefined;
  readonly createdAt: number;
  readonly changedAt: number;
  readonly authenticatedAt: number;
  /** The hash of the session that waits for the device to prove itself. */
  readonly waitingSession?: Buffer | undefined;
}

/** What CreateUserPoolClient and UpdateUserPoolClient set, in wire shape; secrets are kept apart. */
export type ClientSettings = Omit<
  UserPoolClientType,
  "UserPoolId" | "ClientId" | "ClientName" | "ClientSecret" | "CreationDate" | "LastModifiedDate"
>;

export interface Client {
  readonly id: string;
  readonly poolId: string;
  readonly name: string;
  readonly settings: ClientSettings;
  /** The active secrets, oldest first; empty for a public client, at most two. */
  readonly secrets: readonly ClientSecret[];
  readonly createdAt: number;
  readonly changedAt: number;
}

export interface ClientSecret {
  readonly id: string;
  readonly value: string;
  readonly createdAt: number;
}

export type UserStatus =
  | "UNCONFIRMED"
  | "CONFIRMED"
  | "FORCE_CHANGE_PASSWORD"
  | "RESET_REQUIRED"
  | "EXTERNAL_PROVIDER";

export type Attributes = Readonly<Record<string, string>>;

/** An SRP verifier with its salt: all that is kept of a password. */
export interface PasswordRecord {
  readonly salt: Buffer;
  readonly verifier: Buffer;
}

export interface User {
  /** Row id: the emulator's own key, in order of creation; never shown. */
  readonly id: number;
  readonly poolId: string;
  readonly sub: string;
  readonly username: string;
  readonly status: UserStatus;
  readonly enabled: boolean;
  readonly attributes: Attributes;
  readonly password?: PasswordRecord | undefined;
  /** When a temporary password stops to be accepted. */
  readonly passwordExpiresAt?: number | undefined;
  /** Tokens issued at or before this moment are revoked (GlobalSignOut, AdminDisableUser). */
  readonly signedOutAt?: number | undefined;
  readonly createdAt: number;
  readonly changedAt: number;
}

export interface Group {
  readonly poolId: string;
  readonly name: string;
  readonly description?: string | undefined;
  readonly roleArn?: string | undefined;
  readonly precedence?: number | undefined;
  readonly createdAt: number;
  readonly changedAt: number;
}

export type CodePurpose = "SignUp" | "ForgotPassword" | "VerifyAttribute";

export interface Code {
  readonly userId: number;
  readonly purpose: CodePurpose;
  /** The attribute that the code was sent to and that it proves: email or phone_number. */
  readonly attribute: string;
  readonly code: string;
  /** The new value of an attribute that changes only once verified. */
  readonly pendingValue?: string | undefined;
  readonly wrongAttempts: number;
  readonly expiresAt: number;
}

export interface AuthSession {
  readonly poolId: string;
  readonly clientId: string;
  /** Absent for a simulated user. */
  readonly userId?: number | undefined;
  /** The challenge that has to be answered next. */
  readonly challenge: string;
  /** What the challenge needs to be checked, as JSON. */
  readonly state: Readonly<Record<string, unknown>>;
  readonly expiresAt: number;
  readonly usedAt?: number | undefined;
}

/** One authentication; origin_jti of every token that descends from it. */
export interface SignIn {
  readonly id: string;
  readonly poolId: string;
  readonly clientId: string;
  readonly userId: number;
  readonly eventId: string;
  /** Space-separated scopes of its access tokens. */
  readonly scope: string;
  readonly authenticatedAt: number;
  readonly lastActiveAt: number;
  /** When its refresh token ends, rotated or not. */
  readonly expiresAt: number;
  readonly revokedAt?: number | undefined;
  /** What later capabilities keep with a sign-in: device key, address, claims. */
  readonly details: Readonly<Record<string, unknown>>;
}

export interface RefreshToken {
  readonly signInId: string;
  readonly expiresAt: number;
  /** When rotation replaced it, and until when it is accepted all the same. */
  readonly replacedAt?: number | undefined;
  readonly usableUntil?: number | undefined;
}

export interface SigningKeyRecord {
  readonly owner: string;
  readonly purpose: string;
  readonly kid: string;
  /** PKCS #8, PEM. */
  readonly privateKey: string;
  readonly createdAt: number;
}

export interface ResourceServer {
  readonly poolId: string;
  readonly identifier: string;
  readonly name: string;
  readonly scopes: readonly { readonly ScopeName: string; readonly ScopeDescription: string }[];
  readonly createdAt: number;
}

export interface Domain {
  readonly domain: string;
  /** Empty for a custom domain. */
  readonly region: string;
  readonly poolId: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly createdAt: number;
}

export type Medium = "EMAIL" | "SMS";

export interface Message {
  readonly id: string;
  readonly at: number;
  readonly poolId: string;
  readonly clientId?: string | undefined;
  readonly username: string;
  readonly medium: Medium;
  readonly to: string;
  /** Why it was sent, in the words of Cognito's CustomMessage sources: SignUp, AdminCreateUser, ResendCode ... */
  readonly kind: string;
  readonly subject?: string | undefined;
  readonly text: string;
  readonly html?: string | undefined;
  readonly code?: string | undefined;
  readonly link?: string | undefined;
  /** The sender's address, with or without a name; of an SMS, the number or name that it comes from. */
  readonly from?: string | undefined;
  readonly replyTo?: string | undefined;
  readonly configurationSet?: string | undefined;
  /** What became of it at each target beside the inbox. */
  readonly deliveries: readonly MessageDelivery[];
}

export interface MessageDelivery {
  /** smtp, ses, sns, webhook, console or files; CustomEmailSender or CustomSMSSender for the pool's own function. */
  readonly target: string;
  readonly status: "pending" | "sent" | "failed";
  /** Why it failed. */
  readonly reason?: string | undefined;
}

/** A slice of a listing: at most `limit` entries after the cursor of the page before. */
export interface PageRequest {
  readonly limit: number;
  readonly after?: string | undefined;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Cursor of the last entry, present only when more entries follow. */
  readonly next?: string | undefined;
}

/** What SetRiskConfiguration sets, in wire shape. */
export interface RiskConfiguration {
  readonly settings: Pick<
    RiskConfigurationType,
    | "AccountTakeoverRiskConfiguration"
    | "CompromisedCredentialsRiskConfiguration"
    | "RiskExceptionConfiguration"
  >;
  readonly changedAt: number;
}

export interface AuthEventFeedback {
  readonly value: FeedbackValueType;
  /** Who gave it. */
  readonly by: string;
  readonly at: number;
}

/** One authentication event in a user's history. */
export interface AuthEvent {
  readonly id: string;
  readonly userId: number;
  readonly type: EventType;
  readonly response: EventResponseType;
  readonly at: number;
  readonly decision: RiskDecisionType;
  /** Absent where no risk was seen. */
  readonly level?: RiskLevelType | undefined;
  readonly compromised: boolean;
  readonly challenges: readonly ChallengeResponseType[];
  readonly ip?: string | undefined;
  /** A hash by which the same device is known again. */
  readonly device?: string | undefined;
  readonly deviceName?: string | undefined;
  readonly timezone?: string | undefined;
  readonly city?: string | undefined;
  readonly country?: string | undefined;
  readonly latitude?: number | undefined;
  readonly longitude?: number | undefined;
  readonly feedback?: AuthEventFeedback | undefined;
}

/** What a test wants threat protection to decide next about a user; what is absent is decided as usual. */
export interface ForcedRisk {
  readonly level?: RiskLevelType | "None" | undefined;
  /** In place of the configured action. */
  readonly action?: AccountTakeoverEventActionType | undefined;
  readonly compromised?: boolean | undefined;
}

/** How the classic pages of a client look, or of all clients that have nothing of their own. */
export interface UiCustomization {
  readonly poolId: string;
  readonly clientId?: string | undefined;
  readonly css?: string | undefined;
  readonly image?: Buffer | undefined;
  readonly createdAt: number;
  readonly changedAt: number;
}

/** How managed login looks for a client. */
export interface Branding {
  readonly id: string;
  readonly poolId: string;
  readonly clientId: string;
  /** Whether only the service's own values were asked for. */
  readonly provided: boolean;
  readonly settings?: Document | undefined;
  readonly createdAt: number;
  readonly changedAt: number;
}

/** An image of a branding. */
export interface BrandingAsset {
  readonly category: AssetCategoryType;
  readonly colorMode: ColorSchemeModeType;
  /** Empty where none was given. */
  readonly resourceId: string;
  readonly extension: AssetExtensionType;
  readonly bytes: Buffer;
}

/** Where the terms of use or the privacy policy of a client are, by language. */
export interface TermsDocument {
  readonly id: string;
  readonly poolId: string;
  readonly clientId: string;
  readonly name: string;
  readonly source: TermsSourceType;
  readonly enforcement: TermsEnforcementType;
  readonly links: Readonly<Record<string, string>>;
  readonly createdAt: number;
  readonly changedAt: number;
}
