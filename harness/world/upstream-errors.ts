/** A stream could not be opened: the server answered with an error status. */
export class UpstreamStatus extends Error {
  override readonly name = 'UpstreamStatus';
  /** What the server answered. */
  readonly status: number;
  constructor(status: number) {
    super(`the upstream answered with status ${status}`);
    this.status = status;
  }
}

/** The client closed its session, or this stream. */
export class SessionClosed extends Error {
  override readonly name = 'SessionClosed';
  constructor() {
    super('the session is closed');
  }
}

/** How a fault says that the server answers with another status. It never reaches a caller. */
export class StatusFault extends Error {
  override readonly name = 'StatusFault';
  readonly status: number;
  constructor(status: number) {
    super(`status ${status}`);
    this.status = status;
  }
}
