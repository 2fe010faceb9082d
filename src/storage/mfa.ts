// What users chose as second factors, and their authenticators, in SQLite.
import type { Database } from "./database.js";
import type { MfaFactor, SoftwareToken, UserMfa } from "./records.js";
import { present } from "./rows.js";

interface ChoiceRow {
  sms: number;
  softwareToken: number;
  email: number;
  webAuthn: number;
  smsOption: number;
  preferred: MfaFactor | null;
}

const nothingChosen: UserMfa = { enabled: [], webAuthn: false, smsOption: false };

export function createMfaRepository({ sql }: Database) {
  const find = sql.prepare<[number], ChoiceRow>(
    `SELECT sms, software_token AS softwareToken, email, web_authn AS webAuthn, sms_option AS smsOption, preferred
     FROM user_mfa WHERE user_id = ?`,
  );
  const put = sql.prepare(
    `INSERT OR REPLACE INTO user_mfa (user_id, sms, software_token, email, web_authn, sms_option, preferred)
     VALUES (@userId, @sms, @softwareToken, @email, @webAuthn, @smsOption, @preferred)`,
  );

  const findToken = sql.prepare<[number], Omit<SoftwareToken, "verified"> & { verified: number }>(
    `SELECT secret, friendly_name AS friendlyName, verified, last_step AS lastStep
     FROM software_tokens WHERE user_id = ?`,
  );
  const putToken = sql.prepare(
    "INSERT OR REPLACE INTO software_tokens (user_id, secret, verified) VALUES (?, ?, 0)",
  );
  const installToken = sql.prepare(
    "INSERT OR REPLACE INTO software_tokens (user_id, secret, verified) VALUES (?, ?, 1)",
  );
  const verifyToken = sql.prepare(
    `UPDATE software_tokens SET verified = 1, friendly_name = ?, last_step = ?
     WHERE user_id = ? AND secret = ?`,
  );
  // A code of a later step than the newest possible one was used before the clock was set back.
  const useStep = sql.prepare(
    `UPDATE software_tokens SET last_step = @step
     WHERE user_id = @userId AND secret = @secret
       AND (last_step IS NULL OR last_step < @step OR last_step > @newest)`,
  );
  const removeToken = sql.prepare("DELETE FROM software_tokens WHERE user_id = ?");

  return {
    choice(userId: number): UserMfa {
      const row = find.get(userId);
      if (!row) return nothingChosen;
      const enabled: MfaFactor[] = [];
      if (row.sms) enabled.push("SMS_MFA");
      if (row.softwareToken) enabled.push("SOFTWARE_TOKEN_MFA");
      if (row.email) enabled.push("EMAIL_OTP");
      return {
        enabled,
        preferred: row.preferred ?? undefined,
        webAuthn: row.webAuthn === 1,
        smsOption: row.smsOption === 1,
      };
    },
    putChoice(userId: number, { enabled, preferred, webAuthn, smsOption }: UserMfa): void {
      put.run({
        userId,
        sms: Number(enabled.includes("SMS_MFA")),
        softwareToken: Number(enabled.includes("SOFTWARE_TOKEN_MFA")),
        email: Number(enabled.includes("EMAIL_OTP")),
        webAuthn: Number(webAuthn),
        smsOption: Number(smsOption),
        preferred: preferred ?? null,
      });
    },

    token(userId: number): SoftwareToken | undefined {
      const row = findToken.get(userId);
      return row && { ...present(row), verified: row.verified === 1 };
    },
    /** Takes the place of the authenticator that the user has, if any. */
    putToken(userId: number, secret: Buffer): void {
      putToken.run(userId, secret);
    },
    /** One that counts as proven. */
    installToken(userId: number, secret: Buffer): void {
      installToken.run(userId, secret);
    },
    /** False when another secret took its place. */
    verifyToken: (userId: number, secret: Buffer, step: number, friendlyName: string | undefined): boolean =>
      verifyToken.run(friendlyName ?? null, step, userId, secret).changes === 1,
    /** True for exactly one caller: whoever notes the step has used its code. */
    useStep: (userId: number, secret: Buffer, step: number, newest: number): boolean =>
      useStep.run({ userId, secret, step, newest }).changes === 1,
    removeToken(userId: number): void {
      removeToken.run(userId);
    },
  };
}
