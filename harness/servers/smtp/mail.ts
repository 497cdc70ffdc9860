/** A message that was accepted. */
export interface Mail {
  /** Who sent it, as MAIL FROM said. */
  readonly from: string;
  /** Who gets it, as RCPT TO said, in order. */
  readonly to: readonly string[];
  /** Headers and body as they came, lines ended by `\r\n`, without the dots that only the transport needs. */
  readonly content: string;
}

/** What to say to a command in the place of what the server would: `451 try again`; undefined leaves it to the server. */
export type SmtpReplies = (verb: string, argument: string) => string | undefined;
