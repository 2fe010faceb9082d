// Refresh tokens: opaque strings of which only a hash is kept, bound to one sign-in and one client.
import { fault } from "../../model/fault.js";
import type { Client, Pool, RefreshToken, SignIn, User } from "../../storage/records.js";
import type { Store } from "../../storage/store.js";
import { tokenHash } from "../credentials/token-hash.js";
import { deviceOf, tracksDevices } from "../devices/tracking.js";

/** A refresh token that was found good, with what it stands for. */
export interface OpenRefreshToken {
  readonly hash: Buffer;
  readonly token: RefreshToken;
  readonly signIn: SignIn;
  readonly user: User;
}

/**
 * The refresh token's sign-in and user, as they are at `now`. Order: known to this client, user enabled, not
 * revoked, not expired, not replaced by rotation.
 * @throws NotAuthorizedException, RefreshTokenReuseException
 */
export function openRefreshToken(store: Store, client: Client, text: string, now: number): OpenRefreshToken {
  const hash = tokenHash(text);
  const token = store.signIns.findToken(hash);
  const signIn = token && store.signIns.find(token.signInId);
  const user = signIn && store.users.findById(signIn.userId);
  if (!token || !user || signIn.clientId !== client.id) throw refused("Invalid Refresh Token");
  if (!user.enabled) throw refused("User is disabled.");
  if (signIn.revokedAt !== undefined) throw refused("Refresh Token has been revoked");
  if (now >= token.expiresAt) throw refused("Refresh Token has expired");
  if (token.replacedAt !== undefined && now >= (token.usableUntil ?? 0)) throw reused();
  return { hash, token, signIn, user };
}

/**
 * Where the pool tracks devices, a refresh token is good on the device only that the user signed in with, once that
 * is confirmed and as long as it is not forgotten (repost.aws, "Invalid Refresh Token"). Sign-ins from before it tracked
 * have no device and need none (assumed).
 * @throws NotAuthorizedException
 */
export function requireSameDevice(
  store: Store,
  pool: Pool,
  { signIn, user }: OpenRefreshToken,
  deviceKey: string | undefined,
): void {
  const device = deviceOf(signIn);
  if (!device || !tracksDevices(pool)) return;
  if (device.key !== deviceKey || !store.devices.find(user.id, device.key))
    throw refused("Invalid Refresh Token");
}

/** The error is documented, its text is not (assumed), nor that the token's successor would be revoked. */
const reused = () => fault("RefreshTokenReuseException", "Refresh Token has been invalidated by rotation.");

const refused = (message: string) => fault("NotAuthorizedException", message);
