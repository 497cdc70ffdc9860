import { type Scope, type Spawn, Task, uncancellable } from '../primitives/task.ts';
import { answerWithin } from './answer.ts';
import type { CircuitEnv, CircuitManager, CircuitOptions } from './manager.ts';
import { type Mirror, mirrorTo } from './mirror.ts';
import type { Circuit, CircuitDatabase, CircuitSession, Route } from './ports.ts';

/**
 * Ours: no caller writes to the proxy. Every call says that a circuit may have changed, and waits until the proxy
 * shows what the database has committed. So what callers hand over beside the id does not matter, and the order
 * of their calls does not either. Calls reject only when cancelled; `commit` also as the transaction's commit does.
 */
export class HardenedManager implements CircuitManager {
  readonly #database: CircuitDatabase;
  readonly #mirror: Mirror;
  readonly #changed = new Set<string>();
  readonly #reconciling = new Map<string, Task<void>>();
  readonly #onError: (circuit: string, error: unknown) => void;
  readonly #start: { readonly spawn?: Spawn };
  readonly #callTimeoutMs: number;
  readonly #retryMs: number;

  constructor(env: CircuitEnv, options: CircuitOptions = {}) {
    this.#database = env.database;
    this.#callTimeoutMs = options.callTimeoutMs ?? 5_000;
    this.#retryMs = options.retryMs ?? 1_000;
    this.#mirror = mirrorTo(env.proxy, this.#callTimeoutMs);
    this.#onError = options.onError ?? (() => {});
    this.#start = options.spawn === undefined ? {} : { spawn: options.spawn };
  }

  async load(circuits: readonly Circuit[], scope: Scope = uncancellable): Promise<void> {
    await Promise.all(circuits.map((circuit) => this.#reconcile(circuit.id, scope)));
  }

  async updateRoutes(
    circuit: Circuit,
    _oldRoutes: readonly Route[],
    scope: Scope = uncancellable,
  ): Promise<void> {
    await this.#reconcile(circuit.id, scope);
  }

  async unload(circuits: readonly Circuit[], scope: Scope = uncancellable): Promise<void> {
    await Promise.all(circuits.map((circuit) => this.#reconcile(circuit.id, scope)));
  }

  async propagate(
    circuit: Circuit,
    _oldRoutes: readonly Route[],
    scope: Scope = uncancellable,
  ): Promise<void> {
    await this.#reconcile(circuit.id, scope);
  }

  async commit(
    session: CircuitSession,
    circuits: readonly string[],
    scope: Scope = uncancellable,
  ): Promise<void> {
    // Precaution commit-outlives-caller: a caller that is cancelled while it waits has still committed, and nobody
    // else would tell the proxy. So the scope covers the waiting only.
    await scope.wait(this.#commitAndReconcile(session, circuits));
  }

  async #commitAndReconcile(session: CircuitSession, circuits: readonly string[]): Promise<void> {
    try {
      await answerWithin(this.#callTimeoutMs, session.commit());
    } finally {
      // Precaution reconcile-after-commit: whoever read the row before the commit (a health check, an unload inside
      // the transaction) wrote what was true until now. `finally`: a commit that failed may have been applied.
      await Promise.all(circuits.map((circuit) => this.#reconcile(circuit, uncancellable)));
    }
  }

  #reconcile(circuit: string, scope: Scope): Promise<void> {
    this.#changed.add(circuit);
    // Precaution one-pass-per-circuit: of two passes at once, the one that read the older row may write last. And
    // the pass belongs to no caller: a cancelled one leaves, the writing goes on.
    let task = this.#reconciling.get(circuit);
    if (task === undefined) {
      task = Task.start(`reconcile(${circuit})`, () => this.#untilUnchanged(circuit), this.#start);
      this.#reconciling.set(circuit, task);
    }
    return scope.wait(task.result);
  }

  async #untilUnchanged(circuit: string): Promise<void> {
    // Precaution unmark-before-read: a change that comes after the row was read sets the mark again, and is
    // followed by another pass. Taking the mark off after the pass would forget it.
    while (this.#changed.delete(circuit)) {
      try {
        await this.#mirror.show(circuit, () => this.#readCommitted(circuit));
      } catch (error) {
        this.#onError(circuit, error);
        // Precaution retry-until-shown: a call that failed or got no answer leaves the keys of a deleted circuit
        // behind, and nobody comes back for it.
        this.#changed.add(circuit);
        await new Promise((resolve) => {
          setTimeout(resolve, this.#retryMs);
        });
      }
    }
    this.#reconciling.delete(circuit);
  }

  async #readCommitted(circuit: string): Promise<Circuit | null> {
    const session = this.#database.begin();
    try {
      return await answerWithin(this.#callTimeoutMs, session.readCircuit(circuit));
    } finally {
      session.close();
    }
  }
}
