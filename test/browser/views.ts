// One example of each view of the login pages, for tests that look at all of them.
import type { View } from "../../src/http/pages/views.js";

const form = { action: "/next?client_id=1", hidden: { asked: "sealed" } };
const rules = { minimumLength: 8, lowercase: true, uppercase: true, numbers: true, symbols: true };
const username = { kinds: ["username" as const] };
const options = '{"challenge":"AAAA","rpId":"localhost"}';

export const examples: Readonly<Record<string, View>> = {
  "sign-in": {
    ...{
      kind: "sign-in",
      form,
      username,
      asksPassword: true,
      forgotPassword: "/forgotPassword",
      signUp: "/signup",
    },
    providers: [
      { name: "Google", href: "/oauth2/authorize?identity_provider=Google" },
      { name: "SignInWithApple", href: "/oauth2/authorize?identity_provider=SignInWithApple" },
    ],
  },
  "sign-in-error": {
    ...{ kind: "sign-in", form, asksPassword: true, forgotPassword: "/forgotPassword", signUp: "/signup" },
    ...{ username: { kinds: ["email"], value: "ada@example.com" }, error: "Incorrect username or password." },
  },
  "sign-in-username-first": {
    ...{ kind: "sign-in", form, username: { kinds: ["email", "phone_number"] }, asksPassword: false },
    ...{ signUp: "/signup", notice: "Your account is confirmed. You can sign in now." },
  },
  account: {
    kind: "account",
    name: "ada@example.com",
    form,
    other: "/login?prompt=login",
    signOut: "/logout",
  },
  "select-challenge": {
    ...{ kind: "select-challenge", username: "ada", back: "/login", forgotPassword: "/forgotPassword" },
    factors: (["PASSWORD", "WEB_AUTHN", "EMAIL_OTP", "SMS_OTP"] as const).map((name) => ({ name, form })),
  },
  password: { kind: "password", username: "ada", form, forgotPassword: "/forgotPassword", back: "/login" },
  passkey: { kind: "passkey", form, options, back: "/login" },
  "code-email": { kind: "code", form, from: "EMAIL", destination: "a***@e***", resend: form, back: "/login" },
  "code-sms": {
    ...{ kind: "code", form, from: "SMS", destination: "+*******5678", back: "/login" },
    error: "Invalid code provided, please request a code again.",
  },
  "code-app": { kind: "code", form, from: "APP", device: "Ada’s phone", back: "/login" },
  "mfa-options": {
    ...{ kind: "mfa-options", form, back: "/login" },
    factors: ["SMS_MFA", "SOFTWARE_TOKEN_MFA", "EMAIL_OTP"],
  },
  "mfa-register": {
    kind: "mfa-register",
    methods: [
      { name: "SOFTWARE_TOKEN_MFA", form },
      { name: "EMAIL_OTP", form },
      { name: "SMS_MFA", form },
    ],
  },
  authenticator: {
    ...{ kind: "authenticator", form, secret: "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXPAAAA" },
    uri: "otpauth://totp/ada%40example.com?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXPAAAA",
  },
  "new-password": {
    kind: "new-password",
    form,
    rules,
    attributes: [{ name: "email" }, { name: "given_name" }],
  },
  "sign-up": {
    ...{ kind: "sign-up", form, username, rules, back: "/login" },
    attributes: ["email", "phone_number", "birthdate", "custom:team"].map((name) => ({ name })),
    terms: { termsOfUse: "https://example.com/terms", privacyPolicy: "https://example.com/privacy" },
  },
  confirm: { kind: "confirm", form, destination: "a***@e***", resend: form, back: "/login" },
  "forgot-password": { kind: "forgot-password", form, username, back: "/login" },
  "reset-password": { kind: "reset-password", form, destination: "+*******5678", rules, back: "/login" },
  "passkey-offer": { kind: "passkey-offer", form, options, skip: form },
  "signed-out": { kind: "signed-out", signIn: "/login" },
  federation: { kind: "federation", provider: "Google", back: "/login" },
  error: { kind: "error", error: "redirect_mismatch" },
  "not-built": { kind: "not-built", error: "cognito-emulator does not implement this yet.", back: "/login" },
};
