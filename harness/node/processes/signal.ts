import { bareType, Event, LATE } from '../../core/event.ts';
import type { Run } from '../../core/run.ts';
import type { SignalOptions } from '../../core/simulated-node.ts';
import { reportExit } from '../../core/uncaught.ts';
import { constants } from 'node:os';
import type { OwnListeners } from './own-listeners.ts';

/** The scenario's own process hears of it in an event; who does not listen would be ended by it. */
export function sendSignal(
  run: Run,
  listeners: OwnListeners,
  name: NodeJS.Signals,
  { late, startMs: [leastMs, mostMs] }: Required<SignalOptions>,
): void {
  if (run.over || run.current.dead) return;
  const hear = (): void => {
    if (!listeners.tell(name, [name, constants.signals[name]])) reportExit(run, name);
  };
  const { nowMs, main } = run;
  const event = new Event(
    bareType('operation', name),
    main,
    undefined,
    nowMs + leastMs,
    nowMs + mostMs,
    hear,
  );
  if (late) event.class = LATE;
  run.add(event);
}
