import { type Operation, type Sim, Upstream } from 'heddle';
import {
  type BreakerOptions,
  type BreakerVariant,
  Cancelled,
  type CircuitBreaker,
  type Reply,
  Task,
  type Upstream as UpstreamPort,
} from '../../systems/circuit-breaker/index.ts';
import { WatchedMemory } from './watched-memory.ts';

/** The model that most stories are about. */
export const MODEL = 'gpt-4';

/**
 * Three failures are a sample, and three records fill a ring: small, for a check loads a cell for each slot. The rest
 * is as each variant has it by default.
 */
export const small = { errorThreshold: 3, maxRecords: 3, minimumSample: 3 } as const satisfies BreakerOptions;

/** Longer than any variant leaves a failing model alone (the lists of errors: five minutes). */
export const LEFT_ALONE_MS = 301_000;

/** One client's call, in steps of the run. */
export interface ClientCall {
  readonly client: string;
  readonly model: string;
  readonly beganStep: number;
  /** When the request was sent to the upstream; never, if it was refused. */
  sentStep: number | undefined;
  /** When the gateway was through with the upstream and turned to its record. */
  endedStep: number | undefined;
  repliedStep: number | undefined;
  reply: Reply | 'cancelled' | undefined;
}

export interface ClientOptions {
  readonly model?: string;
  /** What the upstream answers it with. Default 200. */
  readonly status?: number;
  /** The client's own limit. */
  readonly timeoutMs?: number;
  /** How long the upstream, which the request reaches soon, takes before its response starts. Default: not at all. */
  readonly responseMs?: readonly [number, number];
  /** When the client comes, in milliseconds from now. Default: any time. */
  readonly startMs?: readonly [number, number];
}

/** A gateway with its memory and its upstream, and what its clients saw. */
export class Gateway {
  readonly memory: WatchedMemory;
  readonly breaker: CircuitBreaker;
  readonly calls: ClientCall[] = [];
  readonly #sim: Sim;
  readonly #upstream: Upstream<void>;
  readonly #answer: Operation;
  readonly #clients = new Map<string, ClientOptions>();
  readonly #ends: Promise<void>[] = [];

  constructor(sim: Sim, variant: BreakerVariant, options: BreakerOptions = {}) {
    this.#sim = sim;
    this.memory = new WatchedMemory(sim, () => this.#turnsToMemory());
    this.#upstream = new Upstream<void>(sim, {
      name: 'upstream',
      answer: ({ content }) => ({ status: this.#optionsOf((content as { id: string }).id).status ?? 200 }),
      latencyMs: {
        send: () => (this.#optionsOf(sim.taskName).responseMs === undefined ? [5, 500] : [2, 20]),
      },
      statusFaults: [429, 500, 504],
    });
    this.#answer = sim.operation('upstream.answer', {
      latencyMs: () => this.#optionsOf(sim.taskName).responseMs ?? [0, 0],
    });
    this.breaker = variant.create({ memory: this.memory, upstream: this.#port() }, options);
  }

  /** A client that calls once; one who may be cancelled at any await, where the scenario's faults say so. */
  client(name: string, options: ClientOptions = {}): Promise<void> {
    const end = new Promise<void>((resolve) => {
      const { startMs = [0, Infinity] } = options;
      this.#sim.task(name, () => this.call(name, options).finally(resolve), { startMs });
    });
    this.#ends.push(end);
    return end;
  }

  /** Calls in the name of the task that runs now. */
  async call(client: string, options: ClientOptions = {}): Promise<ClientCall> {
    const { model = MODEL, timeoutMs } = options;
    this.#clients.set(client, options);
    const call: ClientCall = {
      client,
      model,
      beganStep: this.#sim.step,
      sentStep: undefined,
      endedStep: undefined,
      repliedStep: undefined,
      reply: undefined,
    };
    this.calls.push(call);
    const request = { id: client, ...(timeoutMs === undefined ? {} : { timeoutMs }) };
    const { spawn } = this.#sim;
    const task = Task.start<Reply>(client, (scope) => this.breaker.call(model, request, scope), { spawn });
    try {
      call.reply = await task.result;
    } catch (error) {
      if (!(error instanceof Cancelled)) throw error;
      call.reply = 'cancelled';
    }
    call.repliedStep = this.#sim.step;
    return call;
  }

  /** One client after the other, as long as they are served. */
  inTurn(name: string, n: number, options: ClientOptions = {}): void {
    const inTurn = async (): Promise<void> => {
      for (const client of numbered(name, n)) {
        const { reply } = await this.call(client, options);
        if (typeof reply === 'object' && reply.kind === 'refused') return;
      }
    };
    this.actor(`${name}s`, inTurn, options.startMs);
  }

  /** An actor beside the clients: an outage, say. */
  actor(name: string, body: () => Promise<void>, startMs: readonly [number, number] = [0, Infinity]): void {
    const end = new Promise<void>((resolve) => {
      this.#sim.task(name, () => body().finally(resolve), { startMs });
    });
    this.#ends.push(end);
  }

  /** Resolves when all clients and actors that were declared so far are done. */
  async quiet(): Promise<void> {
    await Promise.all(this.#ends);
  }

  /** The call under way of the task that runs now has its answer, or has given it up. */
  #turnsToMemory(): void {
    const call = this.calls.findLast(({ client }) => client === this.#sim.taskName);
    if (call?.sentStep !== undefined) call.endedStep ??= this.#sim.step;
  }

  #optionsOf(client: string): ClientOptions {
    return this.#clients.get(client) ?? {};
  }

  #port(): UpstreamPort {
    return {
      send: async (model, request) => {
        const call = this.calls.findLast(({ client }) => client === request.id);
        if (call !== undefined) call.sentStep = this.#sim.step;
        const response = await this.#upstream.send(model, request);
        if (this.#optionsOf(request.id).responseMs !== undefined) await this.#answer.call(model, () => {});
        return response;
      },
    };
  }
}

/** Waits in virtual time. */
export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, ms));
}

/** `client1`, `client2`, …, `n` of them. */
export function numbered(name: string, n: number): string[] {
  return Array.from({ length: n }, (_, i) => `${name}${i + 1}`);
}
