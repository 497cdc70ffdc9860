/** What operations do when nothing runs at the same time. States are values: a step makes a new one. */
export interface SequentialModel<State, Input, Output> {
  /** The state before the first operation. */
  readonly initial: State;
  /** The state after `input`, and what it returns. */
  apply(state: State, input: Input): readonly [state: State, output: Output];
  /** Whether what was returned is what the model returns. Default: `Object.is`, else equal as JSON. */
  accepts?(expected: Output, actual: Output): boolean;
  /** Equal for equal states. Default: the state as JSON. */
  keyOf?(state: State): string;
  /** Operations on different parts do not touch each other, and are checked apart. Default: one part. */
  partOf?(input: Input): string;
  /** An operation in a message. Default: both as JSON. */
  describe?(input: Input, output: Output | undefined): string;
}

export function acceptsOf<State, Input, Output>(
  model: SequentialModel<State, Input, Output>,
): (expected: Output, actual: Output) => boolean {
  return model.accepts?.bind(model) ?? isEqual;
}

export function keyOf<State, Input, Output>(
  model: SequentialModel<State, Input, Output>,
  state: State,
): string {
  return model.keyOf === undefined ? JSON.stringify(state) : model.keyOf(state);
}

export function describe<State, Input, Output>(
  model: SequentialModel<State, Input, Output>,
  input: Input,
  output: Output | undefined,
): string {
  if (model.describe !== undefined) return model.describe(input, output);
  return output === undefined
    ? JSON.stringify(input)
    : `${JSON.stringify(input)} → ${JSON.stringify(output)}`;
}

function isEqual(expected: unknown, actual: unknown): boolean {
  if (Object.is(expected, actual)) return true;
  return typeof expected === 'object' && JSON.stringify(expected) === JSON.stringify(actual);
}
