import { logNormalLatency, type Sim, Threads, TokenService, Upstream } from 'heddle';
import type {
  RefreshHolderVariant,
  SignedRequest,
  SigningClient,
} from '../../systems/refresh-holder/index.ts';
import { blockingTokens } from './blocking-tokens.ts';
import { watchClient } from './watch-client.ts';

/** Medians and 95th percentiles, virtual milliseconds: round numbers of ours, for the source gives none. */
const CREATE_MS = [300, 1_500] as const;
const REPLY_MS = [100, 500] as const;
const READ_MS = [5, 20] as const;
/** Calls of a batch start within this time. */
const FAN_OUT_MS = 1_000;
/** Between batches everything settles. */
const IDLE_MS = 60_000;
/** Threads of CPython's default pool on a machine of four cores. */
const THREADS = 8;

/** What became of one call. */
export type Outcome = 'passed' | 'stale when signed' | 'replaced in flight';

/** One client and the services behind it, for batches of parallel calls in the prompt order. */
export class FanOut {
  readonly #sim: Sim;
  readonly #tokens: TokenService;
  readonly #client: SigningClient;
  /** Requests whose credentials were good when they were signed. */
  readonly #goodWhenSigned = new Set<string>();
  #requests = 0;
  /** Sessions that the client has begun to create. */
  creates = 0;

  constructor(sim: Sim, variant: RefreshHolderVariant) {
    this.#sim = sim;
    const draw = ([median, p95]: readonly [number, number]) => logNormalLatency(sim.random, median, p95);
    const latencyMs = { create: draw(CREATE_MS), read: draw(READ_MS) };
    this.#tokens = new TokenService(sim, { latencyMs, createEffect: 'split', blockingMs: CREATE_MS[0] });
    const isGood = (request: SignedRequest): boolean => this.#tokens.isValid(request.generation);
    const upstream = new Upstream(sim, {
      name: 'upstream',
      latencyMs: { send: draw(REPLY_MS) },
      answer: ({ content }) => ({ status: isGood(content as SignedRequest) ? 200 : 401 }),
    });
    this.#client = variant.create({
      tokens: { createSession: () => this.#counted(() => this.#tokens.createSession()) },
      blockingTokens: blockingTokens(
        sim,
        () => this.#counted(() => this.#tokens.blocking.createSession()),
        CREATE_MS[0],
      ),
      threads: new Threads(sim, { size: THREADS }),
      credentialFile: this.#tokens,
      upstream: {
        send: (request) => {
          if (isGood(request)) this.#goodWhenSigned.add(request.id);
          return upstream.status(request.id, request);
        },
      },
    });
    watchClient(sim, this.#client);
  }

  /**
   * So many parallel calls; what became of each.
   * @param stale whether the session went stale before: a keep-alive of the client learns of it meanwhile
   */
  async batch(size: number, stale: boolean): Promise<Outcome[]> {
    if (stale) this.#tokens.rotate();
    const keepAlive = this.call();
    const calls = Array.from({ length: size }, async () => {
      await sleep(this.#sim.random.below(FAN_OUT_MS));
      return this.call();
    });
    const outcomes = await Promise.all(calls);
    await keepAlive;
    await sleep(IDLE_MS);
    return outcomes;
  }

  async call(): Promise<Outcome> {
    this.#requests += 1;
    const id = `call${this.#requests}`;
    const status = await this.#client.request(id);
    if (status === 200) return 'passed';
    return this.#goodWhenSigned.has(id) ? 'replaced in flight' : 'stale when signed';
  }

  #counted<T>(create: () => T): T {
    this.creates += 1;
    return create();
  }
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, ms));
}
