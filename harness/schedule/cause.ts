import { type Exception, isFault, type Schedule } from './exceptions.ts';

/**
 * What a schedule says that is the same in other runs of the same mechanism: which fault, and which operations of which
 * tasks are out of order; without keys and numbers, so that `caller2: write(k7)#3` is `caller: write`.
 */
export function causeOf(schedule: Schedule): readonly string[] {
  return distinct(schedule.map(describe));
}

/** Whether what a cause says is all said by another: a fault more that changes nothing makes no new cause. */
export function includesCause(other: readonly string[], cause: readonly string[]): boolean {
  if (cause.length === 0) return other.length === 0;
  return cause.every((part) => other.includes(part));
}

/** Which faults there are, and of which tasks operations are held, late or joined. */
export function mechanismOf(schedule: Schedule): string {
  return distinct(
    schedule.map((exception) =>
      isFault(exception) ? describe(exception) : `${exception.type} ${taskOf(held(exception))}`,
    ),
  ).join('; ');
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)].toSorted();
}

function describe(exception: Exception): string {
  switch (exception.type) {
    case 'hold':
      return `hold ${plain(exception.event)} until ${plain(exception.until)}`;
    case 'together':
      return `together ${plain(exception.first)}, ${plain(exception.event)}`;
    case 'fail':
      return `fail ${plain(exception.event)} ${exception.fault}`;
    case 'delay':
    case 'stall':
      return `${exception.type} ${plain(exception.event)}`;
    case 'cancel':
      return `cancel ${roleOf(exception.task)}`;
    case 'kill':
      return `kill ${roleOf(exception.process)}`;
    case 'crash':
      return 'crash';
  }
}

function held(exception: Exception): string {
  return 'event' in exception ? exception.event : '';
}

function taskOf(event: string): string {
  return roleOf(event.split(': ', 1)[0] ?? '');
}

/** `caller2: write(k7)#3` as `caller: write`. */
function plain(event: string): string {
  const task = event.split(': ', 1)[0] ?? '';
  const label = event.slice(task.length).replace(/#\d+$/, '');
  const name = label.endsWith(')') ? label.slice(0, label.indexOf('(')) : label;
  return `${roleOf(task)}${name}`;
}

/** What tasks have in common that differ in a number only: `caller1` and `caller2` are `caller`. */
export function roleOf(task: string): string {
  return task.replaceAll(/\d+/g, '');
}
