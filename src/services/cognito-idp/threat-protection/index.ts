// Operations of threat protection: risk configurations, the history of users, feedback.
import type { Operation } from "../../operation.js";
import { AdminListUserAuthEvents } from "./AdminListUserAuthEvents.js";
import { AdminUpdateAuthEventFeedback } from "./AdminUpdateAuthEventFeedback.js";
import { DescribeRiskConfiguration } from "./DescribeRiskConfiguration.js";
import { SetRiskConfiguration } from "./SetRiskConfiguration.js";
import { UpdateAuthEventFeedback } from "./UpdateAuthEventFeedback.js";

export const threatProtectionOperations: readonly Operation[] = [
  SetRiskConfiguration,
  DescribeRiskConfiguration,
  AdminListUserAuthEvents,
  AdminUpdateAuthEventFeedback,
  UpdateAuthEventFeedback,
];
