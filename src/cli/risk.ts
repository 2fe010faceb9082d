// `cognito-emulator risk`: what threat protection shall decide next about a user.
import { emulatorUrl } from "../config.js";
import { askEmulator } from "./http.js";

export interface RiskFlags {
  readonly pool: string;
  readonly user: string;
  readonly level?: string;
  readonly decision?: string;
  readonly compromised?: boolean;
  readonly url?: string;
}

export async function risk({ pool, user, level, decision, compromised, url }: RiskFlags): Promise<void> {
  await askEmulator(emulatorUrl(url), "/risk", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ pool, username: user, level, decision, compromised }),
  });
}
