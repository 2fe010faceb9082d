// Looks into tokens without verifying them.

export type Claims = Record<string, unknown>;

export function decodeJwt(token: string | undefined): { header: Claims; claims: Claims } {
  const [header, claims] = (token ?? "").split(".").map((part) => Buffer.from(part, "base64url").toString());
  return { header: JSON.parse(header ?? ""), claims: JSON.parse(claims ?? "") };
}

export const claimsOf = (token: string | undefined): Claims => decodeJwt(token).claims;
