import type { Exception, Schedule } from './exceptions.ts';

const TIMES = ['', 'once', 'twice', 'three times', 'four times'];

function describe(exception: Exception): string {
  switch (exception.type) {
    case 'hold':
      return `\`${exception.event}\` was held until \`${exception.until}\``;
    case 'delay':
      return `\`${exception.event}\` came ${exception.byMs} ms later than it could have`;
    case 'together':
      return `\`${exception.event}\` arrived in one chunk with \`${exception.first}\``;
    case 'stall':
      return `\`${exception.event}\` never completed`;
    case 'fail':
      return exception.fault === 'lost-reply'
        ? `the reply \`${exception.event}\` was lost after the effect`
        : `\`${exception.event}\` failed (${exception.fault})`;
    case 'cancel':
      return `\`${exception.task}\` was cancelled ${moment(exception.after)}`;
    case 'kill':
      return `\`${exception.process}\` was killed ${moment(exception.after)}`;
    case 'crash':
      return `the process crashed ${moment(exception.after)}`;
  }
}

function moment(after: string | null): string {
  return after === null ? 'before anything happened' : `right after \`${after}\``;
}

/** What is said of a run without an exception; a cause begins with it. */
const PROMPT = 'everything was prompt';

/** What each exception says, one clause each; cancellations of one task are told together. */
export function describeSchedule(schedule: Schedule): string[] {
  const clauses: string[] = [];
  const cancelled = new Map<string, string[]>();
  for (const exception of schedule) {
    if (exception.type !== 'cancel') clauses.push(describe(exception));
    else cancelled.set(exception.task, [...(cancelled.get(exception.task) ?? []), moment(exception.after)]);
  }
  for (const [task, moments] of cancelled) {
    const times = moments.length === 1 ? '' : ` ${TIMES[moments.length] ?? `${moments.length} times`}:`;
    clauses.push(`\`${task}\` was cancelled${times} ${moments.join(', ')}`);
  }
  return clauses;
}

/** The cause in one sentence. */
export function describeCause(schedule: Schedule): string {
  return schedule.length === 0 ? PROMPT : `${PROMPT}, except: ${describeSchedule(schedule).join('; ')}`;
}
