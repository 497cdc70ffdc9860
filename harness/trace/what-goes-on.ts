import { type Event, labelOf } from '../core/event.ts';
import { nameOf } from '../core/event-names.ts';
import type { RunObserver } from '../core/observer.ts';
import type { Run } from '../core/run.ts';
import { type CallStack, readCallStack, takeCallStack } from './call-stack.ts';
import { callerLocation } from './caller-location.ts';

/** Of the last deliveries, among which what goes on for ever comes most often. */
const LOOKED_AT = 100;

const ignore = (): void => {};
const nothing = (): string => '';

/** Looks for what keeps a run from its end. Of each kind of event it notes where the first was asked for. */
export class GoingOn implements RunObserver {
  readonly #calls = new Map<string, CallStack>();
  readonly delivering = ignore;
  readonly answered = ignore;
  readonly stepped = ignore;
  readonly ended = ignore;
  readonly noted = ignore;
  readonly waitOf = nothing;
  readonly placeOf = nothing;

  created(_run: Run, event: Event): void {
    const name = nameOf(event);
    // An interval sets itself anew: its author is on the stack of the first alone.
    if (!this.#calls.has(name)) this.#calls.set(name, takeCallStack());
  }

  /** What comes most often at the end of `run`: `` `interval(5000)` of task `a`, set at pool.ts:41 ``. */
  describe(run: Run): string {
    const event = mostFrequent(run.delivered.slice(-LOOKED_AT).filter(({ type }) => type.kind !== 'reply'));
    if (event === undefined) return 'a strike';
    const place = callerLocation(readCallStack(this.#calls.get(nameOf(event))));
    const isTimer = event.type.kind === 'timer' || event.type.kind === 'immediate';
    const where = place === undefined ? '' : `, ${isTimer ? 'set' : 'called'} at ${place},`;
    return `\`${labelOf(event)}\` of task \`${event.task.name}\`${where}`;
  }
}

function mostFrequent(events: readonly Event[]): Event | undefined {
  const counts = new Map<string, number>();
  let most: Event | undefined;
  let highest = 0;
  for (const event of events) {
    const name = nameOf(event);
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    if (count > highest) [most, highest] = [event, count];
  }
  return most;
}
