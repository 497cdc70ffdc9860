import type { Faults } from '../../core/faults.ts';
import type { Event } from '../../core/event.ts';
import { type Choice, type ChoicePoint, CRASH, type Strike } from '../../core/picker.ts';
import { partnersOf } from '../../core/partners.ts';
import { type FootprintRecorder, nameOfDelivery } from '../../footprint/recording/recorder.ts';
import type { Option } from '../../footprint/reduction/point.ts';
import type { TimeRule } from '../../footprint/reduction/reduced-search.ts';

/** One way of going on with a run, and how to take it. */
export interface WayOn {
  readonly option: Option;
  /** What happens as it is or otherwise; undefined for a strike. */
  readonly event: Event | undefined;
  take(): Choice;
}

/**
 * All ways of going on: every event as it is, then together with each that can arrive in the same chunk, then, where faults
 * are left, every failure, cancellation, kill, and a crash. Where time is a matter of constraints, of every pending event,
 * whether the windows allow it or not. Else of those that are enabled.
 */
export function waysOn(
  point: ChoicePoint,
  recorder: FootprintRecorder,
  faults: Faults,
  left: number,
  time: TimeRule,
): readonly WayOn[] {
  const strikes = left === 0 ? [] : strikesOf(point, faults);
  const mayStrike = left > 0 && (strikes.length > 0 || faults.crash);
  const plain: WayOn[] = [];
  const others: WayOn[] = [];
  point.pending.events.forEach((event, index) => {
    const isPossible =
      time === 'clock' ? point.pending.isEnabled(event, point.horizonMs) : isFirstOfItsKind(point, event);
    if (!isPossible) return;
    const name = recorder.nameOf(event);
    const { faults: menu, connection } = event.type;
    const isAlone = connection === undefined && !mayStrike && (left === 0 || menu.length === 0);
    const option = { name, events: [name], isAlone, isFault: false };
    plain.push({ option, event, take: () => index });
    others.push(...otherwise(point, recorder, event, index, left, time));
  });
  for (const strike of strikes) {
    const option = { name: recorder.nameOfChoice(point, strike), events: [], isAlone: false, isFault: true };
    others.push({ option, event: undefined, take: () => strike });
  }
  return [...plain, ...others];
}

function otherwise(
  point: ChoicePoint,
  recorder: FootprintRecorder,
  event: Event,
  index: number,
  left: number,
  time: TimeRule,
): WayOn[] {
  const own = recorder.nameOf(event);
  const ways = partnersOf(point, event, time === 'constraints').map((partner): WayOn => {
    const second = recorder.nameOf(partner);
    const name = nameOfDelivery(own, undefined, second);
    const take = (): Choice => {
      point.delivery.together = partner;
      return index;
    };
    return { option: { name, events: [own, second], isAlone: false, isFault: false }, event, take };
  });
  if (left === 0) return ways;
  for (const fault of event.type.faults) {
    const name = nameOfDelivery(own, fault, undefined);
    const take = (): Choice => {
      point.delivery.fault = fault;
      return index;
    };
    ways.push({ option: { name, events: [own], isAlone: false, isFault: true }, event, take });
  }
  return ways;
}

function strikesOf(point: ChoicePoint, faults: Faults): Strike[] {
  return [
    ...point.cancellable.filter(({ name }) => faults.mayCancel(name)),
    ...point.killable.filter(({ name }) => faults.mayKill(name)),
    ...(faults.crash ? [CRASH as Strike] : []),
  ];
}

function isFirstOfItsKind({ pending }: ChoicePoint, event: Event): boolean {
  const { kind } = event.type;
  if (kind !== 'immediate' && kind !== 'closing') return true;
  return !pending.events.some(
    (other) =>
      other.sequence < event.sequence &&
      other.type.kind === kind &&
      other.key === event.key &&
      other.task.process === event.task.process,
  );
}
