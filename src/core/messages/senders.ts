// Who a pool's messages come from: the service's own address, or the one that the pool's owner verified.
import type { Medium, Pool } from "../../storage/records.js";

export interface Sender {
  readonly from?: string | undefined;
  readonly replyTo?: string | undefined;
  readonly configurationSet?: string | undefined;
  /** The SES identity that stands behind the address. */
  readonly sourceArn?: string | undefined;
  /** The region that sends it. */
  readonly region: string;
}

const COGNITO_ADDRESS = "no-reply@verificationemail.com";

export const senderOf = (pool: Pool, medium: Medium): Sender =>
  medium === "EMAIL" ? emailSender(pool) : smsSender(pool);

/** A verified address stands in for Cognito's own with either sending account (SDK, EmailConfigurationType.SourceArn). */
function emailSender({ settings, region }: Pool): Sender {
  const { EmailSendingAccount, SourceArn, From, ReplyToEmailAddress, ConfigurationSet } =
    settings.EmailConfiguration ?? {};
  const isOwn = EmailSendingAccount === "DEVELOPER";
  return {
    from: SourceArn ? (From ?? addressOfIdentity(SourceArn)) : COGNITO_ADDRESS,
    replyTo: ReplyToEmailAddress,
    // What SES does with a message concerns only those who send through SES themselves.
    configurationSet: isOwn ? ConfigurationSet : undefined,
    sourceArn: isOwn ? SourceArn : undefined,
    region: (isOwn && SourceArn?.split(":")[3]) || region,
  };
}

/** `arn:aws:ses:us-east-1:123456789012:identity/ada@example.com`; an identity may be a whole domain (address assumed). */
export function addressOfIdentity(sourceArn: string): string {
  const identity = sourceArn.slice(sourceArn.indexOf("/") + 1);
  return identity.includes("@") ? identity : `no-reply@${identity}`;
}

function smsSender({ settings, region }: Pool): Sender {
  const { SnsRegion, EumsSms } = settings.SmsConfiguration ?? {};
  return {
    from: EumsSms?.OriginationIdentity,
    configurationSet: EumsSms?.ConfigurationSetName,
    region: SnsRegion ?? EumsSms?.Region ?? region,
  };
}
