import { type Scope, uncancellable } from '../primitives/task.ts';
import type {
  BreakerEnvironment,
  BreakerOptions,
  CallRecord,
  CircuitBreaker,
  Reply,
} from './circuit-breaker.ts';
import { exchange } from './exchange.ts';
import { replyFor } from './gateway.ts';
import {
  type Admission,
  admit,
  type HardenedSettings,
  hardenedSettings,
  healthy,
  judgedStatus,
  type ModelState,
  type Result,
  settle,
  startProbe,
} from './hardened-rule.ts';
import { locked } from './locked.ts';
import type { Key, ModelRequest, SharedMemory, Upstream } from './ports.ts';

const stateCell = (model: string): Key<ModelState> => `breaker(${model})`;

/**
 * A breaker that trips on a share of failures in a large enough sample, leaves the model alone for a cool-down,
 * and then lets one call at a time try it. The state of a model is one cell that is replaced as a whole: a load
 * is a consistent snapshot, a model that nobody called needs no creating, and checking takes no lock.
 *
 * Kept are the records that say something of the upstream: see `verdictOn`.
 */
export class HardenedBreaker implements CircuitBreaker {
  readonly #memory: SharedMemory;
  readonly #upstream: Upstream;
  readonly #maxCallMs: number;
  readonly #settings: HardenedSettings;

  constructor({ memory, upstream }: BreakerEnvironment, options: BreakerOptions = {}) {
    this.#memory = memory;
    this.#upstream = upstream;
    this.#maxCallMs = options.maxCallMs ?? 60_000;
    this.#settings = hardenedSettings(options);
  }

  async isAvailable(model: string, at: number = Date.now()): Promise<boolean> {
    return admit(await this.#state(model), at).decision !== 'refuse';
  }

  async record(model: string, status: number, at: number = Date.now()): Promise<void> {
    await this.#settle(model, { status, at });
  }

  async records(model: string): Promise<readonly CallRecord[]> {
    return (await this.#state(model)).records;
  }

  async call(model: string, request: ModelRequest, scope: Scope = uncancellable): Promise<Reply> {
    const { decision, epoch } = await this.#admit(model);
    if (decision === 'refuse') return { kind: 'refused', status: 503 };
    const outcome = await exchange(this.#upstream, model, request, this.#maxCallMs, scope);
    await this.#settle(model, { status: judgedStatus(outcome), at: Date.now(), epoch });
    return replyFor(outcome);
  }

  async #admit(model: string): Promise<Admission> {
    const atFirstSight = admit(await this.#state(model), Date.now());
    if (atFirstSight.decision !== 'probe') return atFirstSight;
    return locked(this.#memory, stateCell(model), async () => {
      // Precaution look-again-under-the-lock: all who wait out the cool-down see at once that a probe is due.
      const state = await this.#state(model);
      const admission = admit(state, Date.now());
      if (admission.decision === 'probe') {
        await this.#memory.store(stateCell(model), startProbe(state), 'atomic');
      }
      return admission;
    });
  }

  async #settle(model: string, result: Result): Promise<void> {
    // Precaution lock-around-load-and-store: two calls that end together would both extend the same records,
    // and the later store would lose the other's.
    await locked(this.#memory, stateCell(model), async () => {
      const state = await this.#state(model);
      await this.#memory.store(stateCell(model), settle(state, result, this.#settings), 'atomic');
    });
  }

  async #state(model: string): Promise<ModelState> {
    // Precaution atomic-cell: checks look at the cell without its lock, while somebody stores under it.
    return (await this.#memory.load(stateCell(model), 'atomic')) ?? healthy;
  }
}
