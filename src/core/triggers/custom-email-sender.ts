// CustomEmailSender: sends an e-mail in the service's place.
import { customSender } from "./custom-sender.js";

export const customEmailSender = customSender("CustomEmailSender", "customEmailSenderRequestV1");
