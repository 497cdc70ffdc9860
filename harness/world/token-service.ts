import type { Operation } from '../core/operation.ts';
import { recording } from '../core/recording.ts';
import type { Sim } from '../core/sim.ts';
import { stamped, stepOf, timeOf } from '../core/stamp.ts';
import { Gauge } from './gauge.ts';
import type { Latencies } from './latency.ts';

/** Operations are named `<name>.<call>`: `token.create`, `token.read`. */
export type TokenCall = 'create' | 'read';

/** How a token service is called, how long it takes, and when a session comes into being. */
export interface TokenServiceOptions {
  /** What its operations' names begin with. Default `token`. */
  readonly name?: string;
  /** Default: creating takes 100 to 2,000 ms, reading the credentials file 1 to 10. */
  readonly latencyMs?: Latencies<TokenCall>;
  /** Where creating takes effect: with the reply (default), or at the server, so that replies may overtake each other. */
  readonly createEffect?: 'delivery' | 'split';
  /** How long a blocking call blocks, virtual milliseconds. Default 1,000. */
  readonly blockingMs?: number;
}

/** Credentials of one generation. */
export interface Credentials {
  /** Number of the session that they belong to, from 1. */
  readonly generation: number;
}

/** A session that was created, and when. */
export interface CreatedSession extends Credentials {
  /** The step at which it was created. */
  readonly step: number;
  /** Virtual milliseconds since the run began. */
  readonly atMs: number;
  /** The name of the task that asked for it; `others` for `rotate`. */
  readonly by: string;
}

/**
 * Creates sessions, numbered by generation from 1, which is there from the start. A new session makes the credentials
 * of all earlier ones invalid. Faults: `error`, `stall`, `lost-reply` on `token.create`.
 */
export class TokenService {
  /** Creations under way, under the key `create`. */
  readonly inFlight: Gauge;
  readonly #sim: Sim;
  readonly #options: TokenServiceOptions;
  readonly #name: string;
  #generation = 1;
  readonly #created: CreatedSession[] = [];
  #createOperation: Operation | undefined;
  #readOperation: Operation | undefined;

  constructor(sim: Sim, options: TokenServiceOptions = {}) {
    this.#sim = sim;
    this.#options = options;
    this.#name = options.name ?? 'token';
    this.inFlight = new Gauge(sim);
    sim.watch(this.#name, () => ({ generation: this.generation }));
  }

  /** The generation that is valid now. */
  get generation(): number {
    recording.to?.read(this.#name);
    return this.#generation;
  }

  /** Every session since the start, in order. */
  get created(): CreatedSession[] {
    recording.to?.read(this.#name);
    return this.#created;
  }

  /** Creates a session; the credentials of all earlier ones are invalid from then on. */
  createSession(): Promise<Credentials> {
    this.#createOperation ??= this.#sim.operation(`${this.#name}.create`, {
      latencyMs: this.#options.latencyMs?.create ?? [100, 2000],
      effect: this.#options.createEffect ?? 'delivery',
    });
    const by = this.#sim.taskName;
    return this.inFlight.during(
      'create',
      this.#createOperation.call(undefined, () => this.#create(by)),
    );
  }

  /** The calls for who makes them without giving up the processor: the clock moves on, and nothing else happens. */
  readonly blocking = {
    createSession: (): Credentials => {
      this.#sim.block(this.#options.blockingMs ?? 1000);
      return this.#create(this.#sim.taskName);
    },
  };

  /** What the credentials file says, which others keep fresh. The value is taken at one event, and arrives at another. */
  read(): Promise<Credentials> {
    this.#readOperation ??= this.#sim.operation(`${this.#name}.read`, {
      latencyMs: this.#options.latencyMs?.read ?? [1, 10],
      effect: 'split',
    });
    return this.#readOperation.call(undefined, () => ({ generation: this.generation }));
  }

  /** Somebody else creates a session, at once: whoever holds credentials holds stale ones. */
  rotate(): Credentials {
    return this.#create('others');
  }

  /** Whether a request signed with that generation is good now. */
  isValid(generation: number): boolean {
    return generation === this.generation;
  }

  #create(by: string): Credentials {
    const sim = this.#sim;
    recording.to?.write(this.#name);
    this.#generation += 1;
    const generation = this.#generation;
    this.#created.push(stamped('sessions', { generation, step: stepOf(sim), atMs: timeOf(sim), by }));
    sim.changed();
    return { generation };
  }
}
