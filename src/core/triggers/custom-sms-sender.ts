// CustomSMSSender: sends a text message in the service's place.
import { customSender } from "./custom-sender.js";

export const customSmsSender = customSender("CustomSMSSender", "customSMSSenderRequestV1");
