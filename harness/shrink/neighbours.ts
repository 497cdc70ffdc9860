import type { ChoicePoint, Picker } from '../core/picker.ts';
import type { Exception } from '../schedule/exceptions.ts';
import { type Attempts, type Case, orderOf } from './attempts.ts';

/** As a release point: never, unless all that is enabled is held. No event has this id. */
const NEVER = '';

/**
 * Every run that has one hold more than `base`: each of its events held until each event that can overtake it. Holding
 * it for ever shows which those are (delay bounding; Emmi, Qadeer, Rakamarić, POPL 2011).
 * @param from position in the order of `base` of the first event that is held
 */
export function* withOneMoreHold(attempts: Attempts, base: Case, from = 0): Generator<Case> {
  const order = orderOf(base.run);
  const held = new Set(base.schedule.map((exception) => ('event' in exception ? exception.event : '')));
  for (let i = from; i < order.length - 1; i++) {
    const event = order[i] as string;
    if (held.has(event) || isFault(base, i)) continue;
    const until = (id: string): Case =>
      attempts.follow(base.workload, [...base.schedule, { type: 'hold', event, until: id }]);
    const forEver = until(NEVER);
    yield forEver;
    const changed = orderOf(forEver.run);
    const end = changed.indexOf(event);
    // Held past its last overtaker is what the run just made already was.
    for (const overtaker of changed.slice(i, (end < 0 ? changed.length : end) - 1)) {
      if (attempts.exhausted) return;
      yield until(overtaker);
    }
  }
}

/** Every run that has one fault more than `base`: at each operation, each cancellation at each step, each crash. */
export function* withOneMoreFault(attempts: Attempts, base: Case): Generator<Case> {
  for (const fault of possibleFaults(attempts, base)) {
    if (attempts.exhausted) return;
    yield attempts.follow(base.workload, [...base.schedule, fault]);
  }
}

function isFault({ run }: Case, position: number): boolean {
  const kind = run.delivered[position]?.type.kind;
  return kind === 'cancel' || kind === 'crash';
}

function possibleFaults(attempts: Attempts, base: Case): Exception[] {
  const { faults } = attempts.program;
  if (faults.budget < 1) return [];
  const cancels: Exception[] = [];
  const watch = (picker: Picker): Picker => ({
    pick(point: ChoicePoint) {
      const last = point.delivered.at(-1);
      for (const { name } of point.cancellable) {
        if (faults.mayCancel(name)) {
          cancels.push({ type: 'cancel', task: name, after: last === undefined ? null : point.idOf(last) });
        }
      }
      return picker.pick(point);
    },
  });
  const { run } = attempts.follow(base.workload, base.schedule, watch);
  const failures = run.delivered.flatMap((event) =>
    event.type.faults.map((fault): Exception =>
      fault === 'stall'
        ? { type: 'stall', event: run.idOf(event) }
        : { type: 'fail', event: run.idOf(event), fault },
    ),
  );
  const crashes = faults.crash
    ? [null, ...orderOf(run)].map((after): Exception => ({ type: 'crash', after }))
    : [];
  return [...failures, ...cancels, ...crashes];
}
