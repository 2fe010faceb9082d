// The port through which messages leave the emulator: one target each, several at once.

/** A message as a target gets it: complete, with what the target needs to know of its pool. */
export interface OutgoingMessage {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly poolId: string;
  readonly clientId?: string | undefined;
  readonly username: string;
  readonly medium: "EMAIL" | "SMS";
  readonly to: string;
  /** Why it is sent: SignUp, ForgotPassword, AdminCreateUser ... */
  readonly kind: string;
  /** E-mail only. */
  readonly subject?: string | undefined;
  readonly text: string;
  /** E-mail only. */
  readonly html?: string | undefined;
  readonly code?: string | undefined;
  readonly link?: string | undefined;
  /** The sender's address, with or without a name; of an SMS, the number or name that it comes from. */
  readonly from?: string | undefined;
  readonly replyTo?: string | undefined;
  readonly configurationSet?: string | undefined;
  /** The SES identity of the pool's own sender. */
  readonly sourceArn?: string | undefined;
  /** The region whose SES or SNS sends it. */
  readonly region: string;
  readonly account: string;
}

export interface Delivery {
  /** How the inbox calls the target: smtp, ses, sns, webhook, console or files; or the name of a custom sender. */
  readonly name: string;
  /** The media that it takes; the others it never sees. */
  readonly media: readonly OutgoingMessage["medium"][];
  /**
   * Resolves once the target has taken the message.
   * @throws Error whose message says why it did not, without secrets
   */
  send(message: OutgoingMessage): Promise<void>;
}
