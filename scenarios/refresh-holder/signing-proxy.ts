import {
  atMostOneInFlight,
  CancellationLog,
  type CheckResult,
  CredentialLog,
  type FaultMenu,
  Gauge,
  noKnownBadCredentials,
  noMissedRefresh,
  type Operation,
  refreshesWithinNeed,
  type Sim,
  type TaskHandle,
  type TaskOptions,
  Threads,
  TokenService,
  type TokenServiceOptions,
  Upstream,
} from 'heddle';
import {
  type RefreshEnv,
  type RefreshHolderVariant,
  type Session,
  type SignedRequest,
  type SigningClient,
  Task,
  type Thread,
} from '../../systems/refresh-holder/index.ts';
import { blockingTokens } from './blocking-tokens.ts';
import { MarkLog } from './mark-log.ts';
import { ReplyLog } from './reply-log.ts';
import { RefreshThreads, threadNotLeftBehind } from './refresh-threads.ts';
import { watchClient } from './watch-client.ts';

/** The invariants of the component, bar the event loop's, which needs a ticker. */
export const invariants = [
  'refreshes-within-need',
  'at-most-one-in-flight',
  'no-missed-refresh',
  'no-known-bad-credentials',
  'thread-not-left-behind',
  'reply-passed-on',
] as const;

/** The component's whole fault menu; "slow" is `slowestCreateMs`. Upstream says 401 and 403 only where it is true. */
export const everyFault: FaultMenu = {
  budget: 2,
  operations: {
    'token.create': ['error'],
    'token.read': ['error'],
    'upstream.send': ['error', 'stall', 'lost-reply'],
  },
  cancel: ['caller*'],
};

const CREATE_MS = 100;
const BLOCKING_MS = 1_000;
const OUTAGE = 'the token service is out of order';

/** Why most does not apply to what builds a session for each request. */
export const noSession = 'holds no session: there is nothing to refresh';

/** What does not apply, by design. */
export const inapplicable = {
  's0-synchronous': {
    'thread-not-left-behind': 'refreshes without suspending: nobody can be cancelled meanwhile',
  },
  's1-thread': { 'thread-not-left-behind': 'takes no lock: a cancelled caller has nothing to release' },
  's4-fresh-per-request': {
    'refreshes-within-need': noSession,
    'at-most-one-in-flight': noSession,
    'no-missed-refresh': noSession,
    'thread-not-left-behind': noSession,
  },
};

export interface SigningProxyOptions {
  /** Threads in the pool. Default 4. */
  readonly threads?: number;
  /** The longest that creating a session takes, virtual milliseconds. Default 2,000. */
  readonly slowestCreateMs?: number;
  /** How long the blocking call blocks, virtual milliseconds. Default 1,000. */
  readonly blockingMs?: number;
  /** How many creates fail, from the first, the blocking ones too, which no fault of the menu befalls. Default 0. */
  readonly failingCreates?: number;
  /** Which refreshing threads, from 1, lose the processor for a while before they clear the mark. Default: none. */
  readonly preempted?: readonly number[];
  /** The longest that the upstream takes to answer, virtual milliseconds. Default 500. */
  readonly slowestReplyMs?: number;
  /** What the upstream says to credentials that are no longer good. Default 401. */
  readonly rejection?: 401 | 403;
}

/** A proxy that signs what its callers send: the services behind the client's ports, and what is known of its use. */
export class SigningProxy {
  readonly tokens: TokenService;
  readonly client: SigningClient;
  readonly #sim: Sim;
  readonly #cancellations: CancellationLog;
  readonly #credentials: CredentialLog;
  readonly #marks: MarkLog;
  readonly #replies: ReplyLog;
  readonly #refreshes: RefreshThreads;
  readonly #creates: Gauge;
  readonly #outage: Operation;
  #begunCreates = 0;
  readonly #requests = new Map<string, Task<number>>();

  constructor(sim: Sim, variant: RefreshHolderVariant, options: SigningProxyOptions = {}) {
    this.#sim = sim;
    this.#cancellations = new CancellationLog(sim);
    this.#credentials = new CredentialLog(sim);
    this.#marks = new MarkLog(sim);
    this.#replies = new ReplyLog(sim);
    this.#refreshes = new RefreshThreads(sim, this.#cancellations.cancelled, options.preempted ?? []);
    this.#creates = new Gauge(sim);
    this.#outage = sim.operation('token.create', { latencyMs: [CREATE_MS, slowestCreate(options)] });
    this.tokens = new TokenService(sim, tokenOptions(options));
    const { spawn } = this.#cancellations;
    this.client = this.#overheard(variant.create(this.#environment(options), { spawn }));
    watchClient(sim, this.client);
  }

  /** Others created a session, and a request of before was rejected: the client begins with the mark set. */
  beginMarked(): void {
    this.tokens.rotate();
    this.client.rejected(1);
  }

  /** A caller with one request; a task that can be cancelled. */
  caller(name: string, options: TaskOptions = {}): TaskHandle {
    return this.#sim.task(name, () => this.request(name).result, { rejections: 'keep', ...options });
  }

  /** Callers `caller1`, `caller2`, …, that may start at any moment. */
  callers(count: number): void {
    for (let i = 1; i <= count; i++) this.caller(`caller${i}`);
  }

  /** Sends one request, in a task of its name. */
  request(name: string): Task<number> {
    this.#credentials.requestBegan(name);
    this.#marks.requestBegan(name);
    const { spawn } = this.#cancellations;
    const request = Task.start<number>(name, (scope) => this.client.request(name, scope), { spawn });
    this.#requests.set(name, request);
    void request.result.then(
      (status) => this.#replies.resolved(name, status),
      () => undefined,
    );
    return request;
  }

  /** Cancels the request of a caller, so often, [least, most] virtual milliseconds apart; `user` is who does it. */
  interrupt(name: string, times: number, latencyMs: readonly [number, number], user = 'user'): void {
    const interrupt = this.#sim.operation('interrupt', { latencyMs });
    this.#sim.task(user, async () => {
      for (let i = 1; i <= times; i++) {
        await interrupt.call(name, () => {
          this.#cancellations.note(name);
          this.#requests.get(name)?.cancel();
        });
      }
    });
  }

  /**
   * Somebody else creates a session, at any moment.
   * @param againAfterMs and another one, so much later. Default: just the one
   */
  others(options: TaskOptions = {}, againAfterMs?: readonly [number, number]): void {
    const again = this.#sim.operation('again', { latencyMs: againAfterMs ?? [0, 0] });
    this.#sim.task(
      'others',
      async () => {
        this.tokens.rotate();
        if (againAfterMs !== undefined) await again.call(undefined, () => void this.tokens.rotate());
      },
      options,
    );
  }

  /** Sessions that the client created. */
  get created(): readonly { readonly generation: number; readonly step: number }[] {
    return this.tokens.created.filter(({ by }) => by !== 'others');
  }

  /** How many creates the client has begun, failed ones too. */
  get attempts(): number {
    return this.#begunCreates;
  }

  /** All that can be said of the client at the end of a run. */
  checks(): CheckResult[] {
    return [
      this.#refreshesWithinNeed(),
      atMostOneInFlight(this.#creates, 'the calls'),
      this.#marks.missed ?? noMissedRefresh([], []),
      noKnownBadCredentials(this.#credentials),
      threadNotLeftBehind(this.#refreshes),
      this.#replies.check(),
    ];
  }

  /** A create makes the generation before stale, too: only what others made stale, and so far, gives reason for it. */
  #refreshesWithinNeed(): CheckResult {
    let stale = 0;
    const created: { readonly step: number }[] = [];
    for (const session of this.tokens.created) {
      if (session.by === 'others') stale += 1;
      else created.push(session);
      if (created.length > stale) break;
    }
    return refreshesWithinNeed(created, stale);
  }

  #environment(options: SigningProxyOptions): RefreshEnv {
    const { threads: size = 4, rejection = 401, slowestReplyMs = 500 } = options;
    const threads = new Threads(this.#sim, { size });
    const isValid = (request: SignedRequest): boolean => this.tokens.isValid(request.generation);
    const upstream = new Upstream(this.#sim, {
      name: 'upstream',
      latencyMs: { send: [5, slowestReplyMs] },
      answer: ({ content }) => ({ status: isValid(content as SignedRequest) ? 200 : rejection }),
    });
    return {
      tokens: { createSession: () => this.#creates.during('token.create', this.#create(options)) },
      blockingTokens: blockingTokens(
        this.#sim,
        () => this.#createBlocking(options),
        options.blockingMs ?? BLOCKING_MS,
      ),
      threads: {
        run: <T>(name: string, work: (thread: Thread) => Promise<T>) =>
          threads.run(name, name === 'refresh' ? this.#refreshes.watch(work) : work),
      },
      credentialFile: this.tokens,
      upstream: {
        send: async (request) => {
          this.#credentials.signed(request.id, request.generation);
          this.#marks.signed(request.id, request.generation);
          this.#replies.sent(request.id, request.generation);
          const status = await upstream.status(request.id, request);
          this.#replies.answered(request.id, status);
          return status;
        },
      },
    };
  }

  #create(options: SigningProxyOptions): Promise<Session> {
    if (!this.#beginCreate(options)) return this.tokens.createSession();
    return this.#outage.call(undefined, () => {
      throw new Error(OUTAGE);
    });
  }

  #createBlocking(options: SigningProxyOptions): Session {
    if (!this.#beginCreate(options)) return this.tokens.blocking.createSession();
    this.#sim.block(options.blockingMs ?? BLOCKING_MS);
    throw new Error(OUTAGE);
  }

  /** Whether it is to fail. */
  #beginCreate({ failingCreates = 0 }: SigningProxyOptions): boolean {
    this.#marks.refreshBegan();
    this.#begunCreates += 1;
    return this.#begunCreates <= failingCreates;
  }

  /** The client learns of a rejection by this method, and by nothing else: a caller that has left hears no reply. */
  #overheard(client: SigningClient): SigningClient {
    const rejected = client.rejected.bind(client);
    client.rejected = (generation) => {
      this.#credentials.learnedBad(generation);
      this.#marks.rejected(generation);
      this.#replies.rejected(generation);
      rejected(generation);
    };
    return client;
  }
}

function tokenOptions(options: SigningProxyOptions): TokenServiceOptions {
  return {
    latencyMs: { create: [CREATE_MS, slowestCreate(options)] },
    createEffect: 'split',
    blockingMs: options.blockingMs ?? BLOCKING_MS,
  };
}

function slowestCreate({ slowestCreateMs = 2_000 }: SigningProxyOptions): number {
  return slowestCreateMs;
}
