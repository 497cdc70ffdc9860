import { type Event, labelOf } from './event.ts';
import type { Run } from './run.ts';

/** Of what was left, the kinds of events that are named. */
const NAMED_MAX = 3;
/** Deliveries before a run was cut off that are asked what goes on. */
const LOOKED_BACK = 100;

/** What ended a run, as a clause: to be asked for before the checks, while what was pending stands. */
export function describeEnding(run: Run): string {
  switch (run.ending) {
    case 'quiescent':
      return `the run ended: ${settled(run)}, and ${left(run)}`;
    case 'stalled':
      return `the run ended: ${waiting(run)}, after ${run.stalls === 1 ? 'a fault' : `${run.stalls} faults`} that let something stall`;
    case 'deadlock':
      return `the run ended in a deadlock: ${waiting(run)}, and nothing was pending`;
    case 'hang':
      return `the run ended in a hang: ${waiting(run)}, and only ${pendingOf(run)} went on`;
    case 'livelock':
      return `the run ended in a livelock: it was cut off at ${steps(run)}, the second half of which moved neither time nor state${goingOn(run)}`;
    case 'step-bound':
      return `the run was cut off at ${steps(run)}${goingOn(run)}`;
  }
}

/** What is pending, each kind once: `interval(1000)` of `writer`. */
export function pendingOf({ pending }: Run): string {
  return listed(kindsOf(pending.events));
}

function settled({ tasks }: Run): string {
  if (tasks.all.some((task) => task.daemon && task.status === 'pending'))
    return 'all foreground tasks had settled';
  return 'all tasks had settled';
}

function waiting({ tasks }: Run): string {
  const names = tasks.all
    .filter((task) => task.status === 'pending' && !task.daemon)
    .map((task) => `\`${task.name}\``);
  return `${listed(names)} ${names.length === 1 ? 'waits' : 'wait'}`;
}

function left({ pending }: Run): string {
  const names = kindsOf(pending.events);
  if (names.length === 0) return 'nothing was pending';
  return `only ${listed(names)} ${names.length === 1 ? 'was' : 'were'} left`;
}

function steps({ step }: Run): string {
  return `${step.toLocaleString('en-US')} steps`;
}

/** What came most often in the end: who keeps the run going. */
function goingOn({ delivered }: Run): string {
  const times = new Map<string, number>();
  for (const event of delivered.slice(-LOOKED_BACK))
    times.set(nameOf(event), (times.get(nameOf(event)) ?? 0) + 1);
  const [most] = [...times].sort(([, a], [, b]) => b - a);
  return most === undefined ? '' : `, and ${most[0]} went on`;
}

/** `interval(1000)` of `writer`, each kind once. */
function kindsOf(events: readonly Event[]): readonly string[] {
  return [...new Set(events.map(nameOf))];
}

function nameOf(event: Event): string {
  return `\`${labelOf(event)}\` of \`${event.task.name}\``;
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, names.length > NAMED_MAX + 1 ? NAMED_MAX : names.length);
  if (names.length > shown.length) shown.push(`${names.length - shown.length} more`);
  const last = shown.pop() ?? '';
  return shown.length === 0 ? last : `${shown.join(', ')} and ${last}`;
}
