import { active } from '../../core/active-run.ts';
import { simulated } from '../../core/simulated-resources.ts';
import { unbound } from '../../core/unbound.ts';
import type { CapturedImmediate } from '../bindings/stub-immediates.ts';
import { virtualTimers } from '../timers.ts';

const clearReal = unbound(clearImmediate);

/** Takes a real immediate back, and sets one of the run in its place. */
export function takeOver(immediate: CapturedImmediate): void {
  if (active.run === undefined) return;
  const { _onImmediate: callback, _argv: args = [] } = immediate;
  simulated.add(immediate);
  clearReal(immediate as unknown as NodeJS.Immediate);
  virtualTimers.setImmediate(() => callback(...(args ?? [])));
}
