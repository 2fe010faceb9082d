// How the end of a sign-in step is answered: a challenge, or tokens.

import type { Outcome } from "../../../core/sign-in/sign-in.js";
import type { IssuedTokens } from "../../../core/tokens/tokens.js";
import type { AuthenticationResultType, ChallengeNameType } from "../../../model/cognito-idp.gen.js";

/** What the four operations that sign in answer. */
interface SignInResponse {
  ChallengeName?: ChallengeNameType;
  ChallengeParameters?: Record<string, string>;
  Session?: string;
  AvailableChallenges?: ChallengeNameType[];
  AuthenticationResult?: AuthenticationResultType;
}

/** Tokens come with an empty map of challenge parameters, as the real service sends it. */
export function presentOutcome({ question, tokens }: Outcome): SignInResponse {
  if (tokens) return { AuthenticationResult: presentTokens(tokens), ChallengeParameters: {} };
  const { challenge, parameters, session, available } = question;
  return {
    ChallengeName: challenge,
    ChallengeParameters: { ...parameters },
    Session: session,
    ...(available && { AvailableChallenges: [...available] }),
  };
}

export const presentTokens = (tokens: IssuedTokens): AuthenticationResultType => ({
  AccessToken: tokens.accessToken,
  ExpiresIn: tokens.expiresInSeconds,
  TokenType: "Bearer",
  RefreshToken: tokens.refreshToken,
  IdToken: tokens.idToken,
  NewDeviceMetadata: tokens.newDevice && {
    DeviceKey: tokens.newDevice.key,
    DeviceGroupKey: tokens.newDevice.groupKey,
  },
});
