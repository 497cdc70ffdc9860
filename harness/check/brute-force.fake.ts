import type { HistoryOperation } from './history.ts';
import type { SequentialModel } from './sequential-model.ts';

/** The definition taken literally: tries every order of every choice of pending operations. For small histories. */
export function isLinearizableByBruteForce<State, Input, Output>(
  operations: readonly HistoryOperation<Input, Output>[],
  model: SequentialModel<State, Input, Output>,
): boolean {
  const search = (left: readonly HistoryOperation<Input, Output>[], state: State): boolean => {
    if (left.every(({ returnedAt }) => returnedAt === undefined)) return true;
    return left.some((candidate) => {
      const late = left.some(({ returnedAt = Infinity }) => returnedAt < candidate.calledAt);
      if (late) return false;
      const [next, output] = model.apply(state, candidate.input);
      if (candidate.returnedAt !== undefined && !Object.is(output, candidate.output)) return false;
      return search(
        left.filter((other) => other !== candidate),
        next,
      );
    });
  };
  return search(operations, model.initial);
}
