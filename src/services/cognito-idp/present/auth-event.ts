// An authentication event as the service lists it.
import type { AuthEventType, EventContextDataType } from "../../../model/cognito-idp.gen.js";
import type { AuthEvent } from "../../../storage/records.js";

export function presentAuthEvent(event: AuthEvent): AuthEventType {
  const { id, type, response, at, decision, level, compromised, challenges, feedback } = event;
  return {
    EventId: id,
    EventType: type,
    CreationDate: at,
    EventResponse: response,
    EventRisk: { RiskDecision: decision, RiskLevel: level, CompromisedCredentialsDetected: compromised },
    ChallengeResponses: challenges.map((challenge) => ({ ...challenge })),
    EventContextData: presentContext(event),
    EventFeedback: feedback && {
      FeedbackValue: feedback.value,
      Provider: feedback.by,
      FeedbackDate: feedback.at,
    },
  };
}

/** An address of which nobody knows where it is has the text "null" as city and country, as captured. */
function presentContext({ ip, deviceName, timezone, city, country }: AuthEvent): EventContextDataType {
  const unknown = ip === undefined ? undefined : "null";
  return {
    IpAddress: ip,
    DeviceName: deviceName,
    Timezone: timezone,
    City: city ?? unknown,
    Country: country ?? unknown,
  };
}
