/** Sessions of one service, simulated or real, each made when it is first named; what they do is up to the contract. */
export interface Sessions {
  /** Does something; what the session is told, errors included (their class or code, not their words). */
  perform(session: string, action: string): Promise<string>;
  /**
   * Whether what the session does cannot go on before others do something. Asked of the service itself, again and
   * again, until what was asked of it is answered or this is true. Default: nothing ever waits.
   */
  waits?(session: string): Promise<boolean>;
  /** What is left when all is done, as somebody else sees it who comes then. Default: nothing. */
  outcome?(): Promise<string | undefined>;
  /** Ends all sessions. Default: there is nothing to end. */
  close?(): Promise<void>;
}

/** Those sessions; `close` is called when they have ended. */
export function closing(sessions: Sessions, close: () => Promise<void>): Sessions {
  return {
    perform: (session, action) => sessions.perform(session, action),
    waits: async (session) => (await sessions.waits?.(session)) === true,
    outcome: async () => sessions.outcome?.(),
    close: async () => {
      await sessions.close?.();
      await close();
    },
  };
}
