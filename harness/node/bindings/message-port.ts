/** As much of Node's `MessagePort` as it takes to bring messages to it. */
export interface Port {
  postMessage(message: unknown, transfer?: unknown): unknown;
  close(callback?: () => void): void;
  once(event: 'close', listener: () => void): unknown;
  listenerCount(event: string): number;
  removeAllListeners(): unknown;
  hasRef(): boolean;
}

/** What answers for ports. Those that were made outside of a run are none of its business. */
export interface MessagingAnswers {
  /** A channel was made. */
  paired(one: Port, other: Port): void;
  /** Makes a channel of that name, which reaches nobody outside of the run. */
  broadcast(name: string, make: (name: string) => object): object;
  /** A port has come into being: of a channel, or as one that somebody has sent. */
  appeared(port: Port): void;
  /** A message has left a port. */
  posted(port: Port, transfer: unknown): void;
  /** Somebody listens, or starts the port. */
  listens(port: Port): void;
  /** Somebody closes it; `close` does that to the native one. */
  closes(port: Port, close: () => void): boolean;
  /** Takes one message out of it, by `receive`. */
  takes(port: Port, receive: () => unknown): unknown;
  /** A thread is to be started. */
  startsThread(): never;
}
