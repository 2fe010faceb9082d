// Operations of threat protection: risk configurations, the history of users, feedback.
import { registered } from "../../registered.js";

export const threatProtectionOperations = registered({
  SetRiskConfiguration: () => import("./SetRiskConfiguration.js"),
  DescribeRiskConfiguration: () => import("./DescribeRiskConfiguration.js"),
  AdminListUserAuthEvents: () => import("./AdminListUserAuthEvents.js"),
  AdminUpdateAuthEventFeedback: () => import("./AdminUpdateAuthEventFeedback.js"),
  UpdateAuthEventFeedback: () => import("./UpdateAuthEventFeedback.js"),
});
