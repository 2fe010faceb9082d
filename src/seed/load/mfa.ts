// Loads second factors: what a pool offers, and what its users have turned on. A user's are set again only when the
// fixture changes them, as passwords are.
import { secondFactors, type UserFixture } from "../fixture.js";
import { Impossible, inputOf, type Loader, OperationRefused, type Service } from "../loader.js";
import { omit } from "../settings.js";
import type { Settings } from "../shape.js";
import type { LoadedUserPool } from "./user-pool.js";

export async function loadPoolMfa(
  loader: Loader,
  service: Service,
  { id: UserPoolId, fixture: { name, mfa } }: LoadedUserPool,
): Promise<void> {
  if (mfa === undefined) return;
  const set = (settings: Settings) =>
    service.idp("SetUserPoolMfaConfig", {
      ...inputOf("cognito-idp", "SetUserPoolMfaConfig", settings),
      UserPoolId,
    });
  await loader.load("MFA configuration", name, mfa, () =>
    loader.reconcile({
      key: () => `MFA configuration of ${UserPoolId}`,
      wanted: mfa.settings,
      async read() {
        const { MfaConfiguration = "OFF", ...factors } = omit(
          (await service.idp("GetUserPoolMfaConfig", { UserPoolId })) as Settings,
          [],
        );
        const isUnset = MfaConfiguration === "OFF" && Object.keys(factors).length === 0;
        return isUnset ? undefined : { MfaConfiguration, ...factors };
      },
      create: () => set(mfa.settings),
      // Turning MFA off takes its factors away; passkeys are not among them.
      update: ({ WebAuthnConfiguration, ...merged }) =>
        set(
          merged.MfaConfiguration === "OFF"
            ? { ...mfa.settings, WebAuthnConfiguration }
            : { ...merged, WebAuthnConfiguration },
        ),
    }),
  );
}

/** Whether anything had to be set. */
export async function loadUserMfa(
  { ledger }: Loader,
  service: Service,
  pool: LoadedUserPool,
  { username, mfa }: UserFixture,
): Promise<boolean> {
  if (mfa === undefined) return false;
  const { secret, preferred } = mfa;
  const factors = mfa.factors ?? (secret === undefined ? [] : ["SOFTWARE_TOKEN_MFA"]);
  const ledgerKey = `MFA of ${username} of ${pool.id}`;
  const told = JSON.stringify([secret ?? null, factors, preferred ?? null]);
  if (await ledger.knows(ledgerKey, told)) return false;

  const [SMSMfaSettings, SoftwareTokenMfaSettings, EmailMfaSettings] = secondFactors.map((factor) => ({
    ...{ Enabled: factors.includes(factor), PreferredMfa: factor === preferred },
  }));
  const settings = { SMSMfaSettings, SoftwareTokenMfaSettings, EmailMfaSettings };
  const key = { UserPoolId: pool.id, Username: username };
  try {
    await service.idp("AdminSetUserMFAPreference", { ...key, ...settings }, { authenticatorSecret: secret });
  } catch (error) {
    throw error instanceof OperationRefused ? new Impossible(error.message, "mfa") : error;
  }
  await ledger.keep(ledgerKey, told);
  return true;
}
