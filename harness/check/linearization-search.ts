import { type Entry, listCalls } from './call-list.ts';
import type { HistoryOperation } from './history.ts';
import { acceptsOf, keyOf, type SequentialModel } from './sequential-model.ts';

/** Whether a history can be explained by a sequential order; `unknown` when the budget was used up. */
export type LinearizabilityVerdict = 'linearizable' | 'not' | 'unknown';

export interface SearchResult {
  readonly verdict: LinearizabilityVerdict;
  /** Indices of operations, in order: a linearization, or the longest part of one that was found. */
  readonly order: readonly number[];
  /** Operations that were tried. */
  readonly tried: number;
}

/**
 * Looks for a sequential order of the operations that respects real time and explains every output.
 * The search of [wing-gong] with the memoisation of [lowe], as in [porcupine]: at a call
 * the model accepts, lift it and start again from the front; at a return, undo the last choice.
 * @param budget operations that may be tried before the verdict is `unknown`
 */
export function searchLinearization<State, Input, Output>(
  operations: readonly HistoryOperation<Input, Output>[],
  model: SequentialModel<State, Input, Output>,
  budget: number,
): SearchResult {
  return new Search(operations, model, budget).run();
}

class Search<State, Input, Output> {
  readonly #operations: readonly HistoryOperation<Input, Output>[];
  readonly #model: SequentialModel<State, Input, Output>;
  readonly #accepts: (expected: Output, actual: Output) => boolean;
  readonly #budget: number;
  readonly #head: Entry;
  readonly #chosen: Entry[] = [];
  readonly #states: State[];
  readonly #linearized: Uint32Array;
  /** Configurations that are known to lead nowhere, or that are being looked into. Made at the first way back. */
  #seen: Set<string> | undefined;
  #longest: readonly number[] = [];
  #toReturn = 0;
  #tried = 0;

  constructor(
    operations: readonly HistoryOperation<Input, Output>[],
    model: SequentialModel<State, Input, Output>,
    budget: number,
  ) {
    this.#operations = operations;
    this.#model = model;
    this.#accepts = acceptsOf(model);
    this.#budget = budget;
    this.#head = listCalls(operations);
    this.#states = [model.initial];
    this.#linearized = new Uint32Array(Math.ceil(operations.length / 32));
    for (const { returnedAt } of operations) if (returnedAt !== undefined) this.#toReturn += 1;
  }

  run(): SearchResult {
    let entry = this.#head.next;
    while (this.#toReturn > 0) {
      if (this.#tried > this.#budget) return this.#result('unknown');
      // Only pending calls are behind the last return, so there is an entry as long as something has to return.
      if (entry === undefined) throw new Error('A return is missing from the history.');
      if (entry.isCall) {
        entry = this.#choose(entry) ? this.#head.next : entry.next;
      } else {
        const undone = this.#undo();
        if (undone === undefined) return this.#result('not');
        entry = undone.next;
      }
    }
    return this.#result('linearizable');
  }

  #choose(call: Entry): boolean {
    const operation = this.#operations[call.operation];
    if (operation === undefined) return false;
    this.#tried += 1;
    const [state, output] = this.#model.apply(this.#states.at(-1) as State, operation.input);
    // What a pending operation would have returned is nobody's concern.
    const fits = operation.returnedAt === undefined || this.#accepts(output, operation.output as Output);
    if (!fits) return false;
    this.#mark(call);
    if (this.#seen !== undefined && !this.#note(this.#seen, state)) {
      this.#unmark(call);
      return false;
    }
    this.#chosen.push(call);
    this.#states.push(state);
    if (call.match !== undefined) this.#toReturn -= 1;
    call.lift();
    return true;
  }

  #undo(): Entry | undefined {
    if (this.#chosen.length > this.#longest.length) this.#longest = this.#orderSoFar();
    this.#seen ??= this.#configurationsSoFar();
    const call = this.#chosen.pop();
    if (call === undefined) return undefined;
    this.#states.pop();
    this.#unmark(call);
    if (call.match !== undefined) this.#toReturn += 1;
    call.putBack();
    return call;
  }

  /** Whether the configuration is new. */
  #note(seen: Set<string>, state: State): boolean {
    const { size } = seen;
    seen.add(this.#configuration(state));
    return seen.size > size;
  }

  #configuration(state: State): string {
    return `${this.#linearized.join()} ${keyOf(this.#model, state)}`;
  }

  /** Most histories are explained without a way back: until the first one, nothing need be remembered. */
  #configurationsSoFar(): Set<string> {
    const seen = new Set<string>();
    this.#linearized.fill(0);
    for (const [index, call] of this.#chosen.entries()) {
      this.#mark(call);
      seen.add(this.#configuration(this.#states[index + 1] as State));
    }
    return seen;
  }

  #mark({ operation }: Entry): void {
    this.#linearized[operation >>> 5] = (this.#linearized[operation >>> 5] ?? 0) | (1 << (operation & 31));
  }

  #unmark({ operation }: Entry): void {
    this.#linearized[operation >>> 5] = (this.#linearized[operation >>> 5] ?? 0) & ~(1 << (operation & 31));
  }

  #orderSoFar(): number[] {
    return this.#chosen.map(({ operation }) => operation);
  }

  #result(verdict: LinearizabilityVerdict): SearchResult {
    const order = verdict === 'linearizable' ? this.#orderSoFar() : this.#longest;
    return { verdict, order, tried: this.#tried };
  }
}
