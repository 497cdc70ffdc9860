import { type Scope, type Spawn, uncancellable } from '../primitives/task.ts';
import type {
  BlockingTokenService,
  CredentialFile,
  Session,
  Threads,
  TokenService,
  Upstream,
} from './ports.ts';

/** Every variant takes the whole environment and uses its part of it. */
export interface RefreshEnv {
  readonly tokens: TokenService;
  readonly blockingTokens: BlockingTokenService;
  readonly threads: Threads;
  readonly credentialFile: CredentialFile;
  readonly upstream: Upstream;
}

export interface RefreshOptions {
  /** The session at the start. Default: generation 1. */
  readonly session?: Session;
  /** Told of errors that a variant swallows. Default: nobody is told. */
  readonly onError?: (error: unknown) => void;
  /** How background tasks are started (hardened only). Default: the body is called. */
  readonly spawn?: Spawn;
}

/** Sends requests signed with a session's credentials, and renews the session when they are rejected. */
export abstract class SigningClient {
  /** The session that it holds, to be looked at; absent where it holds none. */
  declare readonly session?: Session;
  /** Its mark, to be looked at: whether to refresh first; absent where it has another, or none. */
  declare readonly marked?: boolean;
  /** Its mark where that names a generation, to be looked at: the newest one that was rejected. */
  declare readonly rejectedUpTo?: number;
  protected readonly env: RefreshEnv;

  constructor(env: RefreshEnv) {
    this.env = env;
  }

  /**
   * Signs and sends one request. Resolves to its status, 401 and 403 included: these are not sent again. Rejects
   * when upstream gives no response, when cancelled, and, if the variant does not swallow it, when no session
   * could be created.
   */
  async request(id: string, scope: Scope = uncancellable): Promise<number> {
    const ready = this.sessionFor(scope);
    const session = ready instanceof Promise ? await ready : ready;
    const status = await scope.wait(this.env.upstream.send({ id, generation: session.generation }));
    if (status === 401 || status === 403) this.rejected(session.generation);
    return status;
  }

  /** Says that upstream rejected this generation's credentials. */
  abstract rejected(generation: number): void;

  /** The session to sign with; a promise only where the variant suspends to get it. */
  protected abstract sessionFor(scope: Scope): Session | Promise<Session>;
}

/** The original's holder: one session and one mark, set whatever generation was rejected. */
export abstract class MarkingClient extends SigningClient {
  override session: Session;
  override marked = false;
  protected readonly onError: (error: unknown) => void;

  constructor(env: RefreshEnv, options: RefreshOptions = {}) {
    super(env);
    this.session = options.session ?? { generation: 1 };
    this.onError = options.onError ?? (() => {});
  }

  rejected(_generation: number): void {
    this.marked = true;
  }
}
