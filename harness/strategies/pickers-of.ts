import type { Parameters, Setting, Strategy, StrategyPicker } from './strategy.ts';

export interface PlannedPicker<P extends StrategyPicker> {
  readonly parameters: Parameters;
  readonly picker: P;
}

/** The pickers of a strategy, one after the other: the run of each is to be over before the next is asked for. */
export function* pickersOf<P extends StrategyPicker>(
  strategy: Strategy<P>,
  setting: Setting,
): Generator<PlannedPicker<P>, void> {
  const plan = strategy.plan(setting);
  for (let step = plan.next(); step.done !== true;) {
    const picker = strategy.picker(step.value, setting);
    yield { parameters: step.value, picker };
    step = plan.next(picker);
  }
}
