import type { Event } from '../../core/event.ts';
import { Channel } from '../../core/channel.ts';
import type { Run } from '../../core/run.ts';
import type { RecordedStep } from '../../footprint/recording/recorded-step.ts';

/**
 * Why time has to be as the engine counts it in the runs of a program, and cannot be left to constraints, as one clause;
 * undefined where it can. Constraints are right where nothing tells what time it is, and where each window is relative to
 * the making of some event.
 * @param run one that was made, or that is going on
 */
export function whyClock(run: Run, steps: readonly RecordedStep[]): string | undefined {
  if (run.node !== undefined) return 'the scenario is on a simulated Node';
  if (run.aliveUntilMs > 0) return 'the run is kept alive for a time';
  const odd = run.created.find(isOdd);
  if (odd !== undefined) return `\`${run.idOf(odd)}\` has a place in the event loop, or a window, of its own`;
  if (!steps.some(({ created }) => created.some(({ opensInMs }) => opensInMs > 0))) return undefined;
  const reader = steps.find(({ readsClock }) => readsClock);
  if (reader === undefined) return undefined;
  return reader.event === undefined
    ? 'a step asks what time it is'
    : `\`${run.idOf(reader.event)}\` asks what time it is`;
}

/** Whether the windows of such an event, or the order in which it comes, depend on when something else came. */
function isOdd({ type, closesMs }: Event): boolean {
  if (type.kind === 'immediate' || type.kind === 'closing') return true;
  if (closesMs === Infinity) return false;
  return type.kind === 'abort' || type.connection instanceof Channel;
}
