/** Credentials of one generation; creating the next session makes them invalid. */
export interface Session {
  readonly generation: number;
}

export interface SignedRequest {
  readonly id: string;
  /** The generation of the credentials that signed it. */
  readonly generation: number;
}

/** Creates sessions; slow, and may fail. Each session makes the credentials of all earlier ones invalid. */
export interface TokenService {
  createSession(): Promise<Session>;
}

/**
 * The same service, called without giving up the processor. The call returns when the service has answered: until
 * then nothing else runs, no timer and no reply, and the clock has moved on by the time it took. Throws on failure.
 */
export interface BlockingTokenService {
  createSession(): Session;
  /** The session's credentials. The first call for a session asks the service for them (profiles that assume a role). */
  getCredentials(session: Session): Session;
}

/** What work on a pool thread may use beside calls that block it. */
export interface Thread {
  /** Does one write to memory that it shares with the event loop; it may be pre-empted before and after it. */
  write(field: string, store: () => void): Promise<void>;
}

/**
 * A pool of finitely many threads: work waits for a free one. A thread cannot be cancelled; it runs on, and stays
 * taken, when its awaiter is gone. Awaits inside `work` are moments at which the thread blocks or is pre-empted.
 */
export interface Threads {
  run<T>(name: string, work: (thread: Thread) => Promise<T>): Promise<T>;
}

/** The credentials file, which others keep fresh. */
export interface CredentialFile {
  /** What the file says at this moment. */
  read(): Promise<Session>;
}

export interface Upstream {
  /** Resolves to the status; 401 and 403 mean that the credentials are no longer good. Rejects without a response. */
  send(request: SignedRequest): Promise<number>;
}
