import type { CheckResult } from '../core/finding.ts';
import type { History, HistoryOperation } from './history.ts';
import { type LinearizabilityVerdict, searchLinearization } from './linearization-search.ts';
import { describe, type SequentialModel } from './sequential-model.ts';
import { counted, held, violated } from './check-result.ts';

export type { LinearizabilityVerdict } from './linearization-search.ts';

export const linearizabilityKinds = {
  'not-linearizable': 'No sequential order of the operations explains what they returned.',
} as const;

/** How long the search for an explanation may take. */
export interface LinearizabilityOptions {
  /** Operations that may be tried for each part before the verdict is `unknown`. Default 100,000. */
  readonly budget?: number;
}

/** What the search found. */
export interface Linearizability<Input, Output> {
  /** What holds of the whole history: what the first part shows that is not linearizable, else the first undecided one. */
  readonly verdict: LinearizabilityVerdict;
  /** The part that is not linearizable, or undecided; undefined where all is well. */
  readonly part: string | undefined;
  /** The operations of that part; of the whole history where all is well. */
  readonly operations: readonly HistoryOperation<Input, Output>[];
  /** The longest sequential explanation found of that part; empty where all is well. */
  readonly explained: readonly HistoryOperation<Input, Output>[];
}

/** The search for an explanation was given up. Raise its budget, or make the workload smaller. */
export class LinearizabilityUndecided extends Error {
  override readonly name = 'LinearizabilityUndecided';
  constructor(part: string, operations: number, budget: number) {
    const what =
      part === '' ? counted(operations, 'operation') : `${counted(operations, 'operation')} of ${part}`;
    super(`no verdict on ${what} after ${budget} tries; raise the budget or make the workload smaller`);
  }
}

const BUDGET = 100_000;

/** Checks each part of a history (P-compositionality [horn-kroening]); the first that fails decides. */
export function checkLinearizability<State, Input, Output>(
  operations: readonly HistoryOperation<Input, Output>[],
  model: SequentialModel<State, Input, Output>,
  { budget = BUDGET }: LinearizabilityOptions = {},
): Linearizability<Input, Output> {
  let undecided: Linearizability<Input, Output> | undefined;
  for (const [part, members] of partsOf(operations, model)) {
    const { verdict, order } = searchLinearization(members, model, budget);
    if (verdict === 'linearizable') continue;
    const explained = order.map((index) => members[index]).filter((member) => member !== undefined);
    const found = { verdict, part, operations: members, explained };
    if (verdict === 'not') return found;
    undecided ??= found;
  }
  return undecided ?? { verdict: 'linearizable', part: undefined, operations, explained: [] };
}

/**
 * Some sequential order of the operations explains what they returned: `linearizable`.
 * @throws LinearizabilityUndecided where the budget is too small to say
 */
export function linearizable<State, Input, Output>(
  history: History<Input, Output>,
  model: SequentialModel<State, Input, Output>,
  options: LinearizabilityOptions = {},
): CheckResult {
  const result = checkLinearizability(history.operations, model, options);
  if (result.verdict === 'linearizable') return held('linearizable');
  const { part = '', operations } = result;
  if (result.verdict === 'unknown') {
    throw new LinearizabilityUndecided(part, operations.length, options.budget ?? BUDGET);
  }
  return violated('linearizable', 'not-linearizable', messageOf(result, model));
}

function messageOf<State, Input, Output>(
  { part, operations, explained }: Linearizability<Input, Output>,
  model: SequentialModel<State, Input, Output>,
): string {
  const name = ({ client, input, output, returnedAt }: HistoryOperation<Input, Output>): string =>
    `${client}: ${describe(model, input, returnedAt === undefined ? undefined : output)}`;
  const stuck = operations.filter(
    (operation) => operation.returnedAt !== undefined && !explained.includes(operation),
  );
  const of = part === undefined || part === '' ? '' : ` of ${part}`;
  const before = explained.length === 0 ? 'at the start' : `after ${explained.map(name).join('; ')}`;
  return `no order of ${counted(operations.length, 'operation')}${of} explains ${stuck.map(name).join('; ')}, ${before}`;
}

function partsOf<State, Input, Output>(
  operations: readonly HistoryOperation<Input, Output>[],
  model: SequentialModel<State, Input, Output>,
): Map<string, readonly HistoryOperation<Input, Output>[]> {
  if (model.partOf === undefined) return new Map([['', operations]]);
  const parts = new Map<string, HistoryOperation<Input, Output>[]>();
  for (const operation of operations) {
    const part = model.partOf(operation.input);
    const members = parts.get(part);
    if (members === undefined) parts.set(part, [operation]);
    else members.push(operation);
  }
  return parts;
}
