// Where the links of threat protection's notifications lead: opening one says whether a sign-in was the reader's.
import type { Express, Request } from "express";
import { Fault } from "../model/fault.js";
import type { SiteDeps } from "./deps.js";
import { type Notice, sendNotice } from "./pages/notice.js";

export function mountEventFeedback(site: Express, { call }: SiteDeps): void {
  // A GET that changes something, as the service's: programs that open both links leave the last one's word.
  site.get("/eventFeedback", async (request, response) => {
    const feedback = readFeedback(request);
    if (!feedback) return sendNotice(response, 400, failed("The link is incomplete."));
    try {
      await call("cognito-idp", "UpdateAuthEventFeedback", feedback);
      return sendNotice(response, 200, feedback.FeedbackValue === "Valid" ? VALID : INVALID);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      return sendNotice(response, error.status, failed(error.message || error.name));
    }
  });
}

function readFeedback({ query }: Request) {
  const names = ["user_pool_id", "user_name", "event_id", "feedback_token", "feedback_value"];
  const values = names.map((name) => query[name]);
  if (!values.every((value) => typeof value === "string")) return undefined;
  const [UserPoolId, Username, EventId, FeedbackToken, FeedbackValue] = values;
  return { UserPoolId, Username, EventId, FeedbackToken, FeedbackValue };
}

const VALID: Notice = {
  title: "Thank you",
  text: ["We noted that this sign-in was yours. You can close this page."],
  good: true,
};

const INVALID: Notice = {
  title: "Thank you",
  text: ["We noted that this sign-in was not yours.", "Change your password now."],
  good: true,
};

const failed = (reason: string): Notice => ({
  title: "Your answer could not be noted",
  text: [reason, "Open the link in the newest message."],
  good: false,
});
