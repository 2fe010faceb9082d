// E-mails that tell users of risky sign-ins, in the words of NotifyConfiguration.
import type {
  AccountTakeoverEventActionType,
  NotifyConfigurationType,
  NotifyEmailType,
} from "../../model/cognito-idp.gen.js";
import type { Log } from "../../platform/log.js";
import type { AuthEvent, Client, Pool, User } from "../../storage/records.js";
import { destinationOf } from "../messages/destinations.js";
import { escapeHtml, plainText } from "../messages/html.js";
import type { Messages } from "../messages/messages.js";
import { addressOfIdentity } from "../messages/senders.js";
import type { Caller } from "../triggers/triggers.js";
import type { Urls } from "../urls.js";
import type { FeedbackTokens } from "./feedback-tokens.js";

/** What was done about the sign-in, which decides the words. */
export type Response = "blocked" | "challenged" | "allowed";

export interface Notice {
  readonly pool: Pool;
  readonly client: Client;
  readonly user: User;
  readonly caller: Caller;
  readonly event: AuthEvent;
  readonly action: AccountTakeoverEventActionType;
  readonly response: Response;
  readonly configuration: NotifyConfigurationType;
}

const members = { blocked: "BlockEmail", challenged: "MfaEmail", allowed: "NoActionEmail" } as const;

const facts =
  "Time: {login-time}\nDevice: {device-name}\nPlace: {city}, {country}\nAddress: {ip-address}\n\n" +
  "This was me: {one-click-link-valid}\nThis was not me: {one-click-link-invalid}";

/** The service has words of its own for what is not configured; these are the emulator's. */
const fallback: Readonly<Record<Response, NotifyEmailType>> = {
  blocked: { Subject: "Sign-in refused", TextBody: `A sign-in to your account was refused.\n\n${facts}` },
  challenged: {
    Subject: "Unusual sign-in",
    TextBody: `An unusual sign-in to your account had to give a second factor.\n\n${facts}`,
  },
  allowed: {
    Subject: "Unusual sign-in",
    TextBody: `There was an unusual sign-in to your account.\n\n${facts}`,
  },
};

export function createNotifications(deps: {
  messages: Messages;
  feedbackTokens: FeedbackTokens;
  urls: Urls;
  log: Log;
}) {
  const { messages, feedbackTokens, urls, log } = deps;

  function valuesOf({ pool, user, event, action }: Notice) {
    const token = feedbackTokens.issue(pool, user, event.id);
    const link = (value: "Valid" | "Invalid") =>
      urls.eventFeedback({ poolId: pool.id, username: user.username, eventId: event.id, token, value });
    return {
      EVENT_ID: event.id,
      USER_NAME: user.username,
      IP_ADDRESS: event.ip ?? "",
      ACCOUNT_TAKE_OVER_ACTION: action,
      ONE_CLICK_LINK_VALID: link("Valid"),
      ONE_CLICK_LINK_INVALID: link("Invalid"),
      LOGIN_TIME: new Date(event.at).toUTCString(),
      FEEDBACK_TOKEN: token,
      CITY: event.city ?? "",
      COUNTRY: event.country ?? "",
      DEVICE_NAME: event.deviceName ?? "",
    };
  }

  return {
    /** To the verified e-mail address, if there is one (assumed). A failed delivery fails no sign-in (assumed). */
    async send(notice: Notice): Promise<void> {
      const { pool, client, user, caller, response, configuration } = notice;
      const destination = destinationOf(user.attributes, "email");
      if (!destination || user.attributes.email_verified !== "true") return;
      const values = valuesOf(notice);
      const words = wordsOf(configuration[members[response]] ?? fallback[response], values);
      const { From, ReplyTo, SourceArn } = configuration;
      const sender = {
        from: From ?? addressOfIdentity(SourceArn),
        replyTo: ReplyTo,
        sourceArn: SourceArn,
        region: SourceArn.split(":")[3] || pool.region,
      };
      const kind = "AccountTakeOverNotification";
      try {
        await messages.sendWorded(
          { pool, client, user, caller, kind, destination, attributes: values },
          words,
          sender,
        );
      } catch (error) {
        log.warn("A notification of threat protection was not delivered", { pool: pool.id, error });
      }
    },
  };
}

type Values = Readonly<Record<string, string>>;

const placeholders: Readonly<Record<string, string>> = {
  "{username}": "USER_NAME",
  "{ip-address}": "IP_ADDRESS",
  "{city}": "CITY",
  "{country}": "COUNTRY",
  "{login-time}": "LOGIN_TIME",
  "{device-name}": "DEVICE_NAME",
  "{one-click-link-valid}": "ONE_CLICK_LINK_VALID",
  "{one-click-link-invalid}": "ONE_CLICK_LINK_INVALID",
  "{event-id}": "EVENT_ID",
  "{feedback-token}": "FEEDBACK_TOKEN",
};

/** In one pass: what is filled in may look like a placeholder and is none. */
const fill = (template: string, values: Values, write: (value: string) => string): string =>
  template.replace(/\{[a-z-]+\}/g, (found) => {
    const name = placeholders[found];
    return name === undefined ? found : write(values[name] ?? "");
  });

/** Of a text and an HTML body either can be missing. */
function wordsOf({ Subject, HtmlBody, TextBody }: NotifyEmailType, values: Values) {
  const html = HtmlBody === undefined ? undefined : fill(HtmlBody, values, escapeHtml);
  const text = TextBody === undefined ? plainText(html ?? "") : fill(TextBody, values, (value) => value);
  return { subject: fill(Subject, values, (value) => value), text, html };
}
