// GetUserAttributeVerificationCode: sends a code that proves the user's present e-mail address or phone number.
//
// Order of checks: token, attribute that can be verified, value present, hourly limit.
import { destinationOf } from "../../../core/messages/destinations.js";
import { operation } from "../operation.js";
import { requireContact } from "./contact.js";

export const GetUserAttributeVerificationCode = operation(
  "GetUserAttributeVerificationCode",
  async (input, ctx) => {
    const { tokens, users, codes, attemptLimits, messages } = ctx.core;
    const { pool, client, user: caller } = await tokens.open(input.AccessToken);
    // As it is now: a code must not go to an address that was replaced meanwhile.
    const user = users.reread(caller);
    const attribute = requireContact(input.AttributeName);
    // A new value that waits for its proof gets the code; else the present one does.
    const pending = codes.pendingValue(user, attribute);
    const destination = destinationOf(
      { ...user.attributes, ...(pending && { [attribute]: pending }) },
      attribute,
    );
    if (!destination)
      throw ctx.fault("InvalidParameterException", `User does not have ${attribute} to verify.`);
    attemptLimits.count(user, "GetUserAttributeVerificationCode");

    const code = ctx.transaction(() => codes.issue(user, "VerifyAttribute", attribute, pending));
    const CodeDeliveryDetails = await messages.send({
      pool,
      client,
      user,
      caller: ctx.caller,
      metadata: input.ClientMetadata,
      kind: "VerifyUserAttribute",
      destination,
      code: code.code,
    });
    return { CodeDeliveryDetails };
  },
);
