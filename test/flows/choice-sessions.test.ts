// The sessions of choice-based sign-in: good once, for one challenge, one client and one user, and not for long.
import {
  type ChallengeNameType,
  RespondToAuthChallengeCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { aClient, aConfirmedUser, PASSWORD } from "../support/builders.js";
import { aChoicePool, CHOICE, choose, prefer, type Site, sentCode } from "../support/choice.js";
import { useEmulator } from "../support/emulator.js";
import { PHONE } from "../support/mfa.js";
import { refusal } from "../support/refusal.js";
import { srpClient } from "../support/srp-client.js";

const emulator = useEmulator();

const invalid = (why: string) => ["NotAuthorizedException", `Invalid session for the user${why}`] as const;

interface Asked {
  readonly session: string | undefined;
  readonly responses: Record<string, string>;
}

/** How each challenge comes to be asked, and what answers it rightly. */
const CHALLENGES: Record<string, (site: Site) => Promise<Asked>> = {
  async SELECT_CHALLENGE({ client }) {
    const { Session } = await choose(emulator(), client, "ada");
    return { session: Session, responses: { USERNAME: "ada", ANSWER: "PASSWORD", PASSWORD } };
  },
  async PASSWORD({ client }) {
    const { Session } = await prefer(emulator(), client, "ada", "PASSWORD");
    return { session: Session, responses: { USERNAME: "ada", PASSWORD } };
  },
  async PASSWORD_SRP({ pool, client }) {
    const { Session } = await prefer(emulator(), client, "ada", "PASSWORD_SRP");
    return { session: Session, responses: { USERNAME: "ada", SRP_A: (await srpClient(pool)).srpA } };
  },
  async PASSWORD_VERIFIER({ pool, client }) {
    const srp = await srpClient(pool);
    const asked = await prefer(emulator(), client, "ada", "PASSWORD_SRP", { SRP_A: srp.srpA });
    return { session: asked.Session, responses: await srp.answer(asked.ChallengeParameters, PASSWORD) };
  },
  async EMAIL_OTP({ pool, client }) {
    const { Session } = await prefer(emulator(), client, "ada", "EMAIL_OTP");
    const responses = { USERNAME: "ada", EMAIL_OTP_CODE: sentCode(emulator(), pool) };
    return { session: Session, responses };
  },
  async SMS_OTP({ pool, client }) {
    const { Session } = await prefer(emulator(), client, "ada", "SMS_OTP");
    return { session: Session, responses: { USERNAME: "ada", SMS_OTP_CODE: sentCode(emulator(), pool) } };
  },
};
const NAMES = Object.keys(CHALLENGES) as ChallengeNameType[];

async function aSite(): Promise<Site> {
  const site = await aChoicePool(emulator(), ["EMAIL_OTP", "SMS_OTP"]);
  for (const name of ["ada", "bob"])
    await aConfirmedUser(emulator(), site.pool, name, {
      ...{ email: `${name}@example.com`, phone_number: PHONE },
    });
  return site;
}

const respond = (
  ChallengeName: ChallengeNameType,
  { ClientId }: { ClientId: string },
  { session, responses }: Asked,
  USERNAME = responses.USERNAME ?? "",
) =>
  emulator().idp.send(
    new RespondToAuthChallengeCommand({
      ...{ ClientId, ChallengeName, Session: session, ChallengeResponses: { ...responses, USERNAME } },
    }),
  );

describe.each(NAMES)("a session of %s", (name) => {
  const ask = (site: Site): Promise<Asked> => {
    const make = CHALLENGES[name];
    if (!make) throw new Error(name);
    return make(site);
  };

  test("answers once, and nobody else", async () => {
    const site = await aSite();
    const other = await aClient(emulator(), site.pool, CHOICE);
    const asked = await ask(site);
    await refusal(respond(name, other, asked), ...invalid("."));
    await refusal(respond(name, site.client, asked, "bob"), ...invalid("."));
    await refusal(respond(name, site.client, asked, "nobody"), ...invalid("."));
    const { AuthenticationResult, Session } = await respond(name, site.client, asked);
    expect(AuthenticationResult ?? Session).toBeDefined();
    await refusal(respond(name, site.client, asked), ...invalid(", session can only be used once."));
  });

  test("answers no other challenge", async () => {
    const site = await aSite();
    const { session, responses } = await ask(site);
    const everything = {
      ...{ ANSWER: "PASSWORD", PASSWORD, SRP_A: "123", EMAIL_OTP_CODE: "1", SMS_OTP_CODE: "1" },
      ...{ PASSWORD_CLAIM_SECRET_BLOCK: session ?? "", ...responses },
    };
    for (const other of NAMES) {
      // The secret block finds PASSWORD_VERIFIER, whatever Session says beside it.
      if (other === name || (other === "PASSWORD_VERIFIER" && session === undefined)) continue;
      await refusal(respond(other, site.client, { session, responses: everything }), ...invalid("."));
    }
  });

  test("ends after three minutes", async () => {
    const site = await aSite();
    const asked = await ask(site);
    emulator().clock.advance({ minutes: 3 });
    await refusal(respond(name, site.client, asked), ...invalid(", session is expired."));
  });
});
