import type { Candidate } from './candidate.ts';
import type { Touch } from './history.ts';

/** Where an access is told to stand: its place, or where its event was asked for. */
export type PlaceOf = (touch: Touch) => string | undefined;

/** The cause in one sentence, without a full stop. */
export function tell(candidate: Candidate, placeOf: PlaceOf): string {
  const { touches, pattern, struck } = candidate;
  const at = shortPlaces(touches, placeOf);
  const [first, second, third] = touches;
  if (first === undefined || second === undefined)
    throw new Error('A cause consists of two accesses at least.');
  const label = readable(first);
  if (struck !== undefined && pattern === 'lost-wake-up') return tellAwaited(struck, first, second, at);
  if (struck !== undefined) return tellStruck(struck, first, second, at);
  if (third !== undefined) {
    const back = `${nameOf(first)}'s ${noun(first)}${at(first)} and its ${noun(third)}${at(third)}`;
    return `${eventOf(second)} ${verb(second)} ${label}${at(second)} between ${back}`;
  }
  const end = ending(candidate);
  if (pattern === 'lost-wake-up') {
    return `${nameOf(first)} ${verb(first)} ${label}${at(first)} before ${nameOf(second)} waited for it${at(second)}, which nothing woke any more${end}`;
  }
  return `${nameOf(first)} ${verb(first)} ${label}${at(first)} before ${nameOf(second)} ${verb(second)} it${at(second)}${end}`;
}

function tellStruck(struck: string, made: Touch, never: Touch, at: (touch: Touch) => string): string {
  const owner = struck.startsWith(`${made.access.task} `) ? 'its' : `${nameOf(made)}'s`;
  const other = made.access.task === never.access.task ? 'its' : `${nameOf(never)}'s`;
  const isSame = readable(never) === readable(made);
  const next = isSame ? 'next write of it' : `write of ${readable(never)}`;
  return `${struck} between ${owner} write of ${readable(made)}${at(made)} and ${other} ${next}${at(never)}`;
}

function tellAwaited(struck: string, look: Touch, never: Touch, at: (touch: Touch) => string): string {
  const owner = struck.startsWith(`${never.access.task} `) ? 'its' : `${nameOf(never)}'s`;
  return `${struck} before ${owner} write of ${readable(never)}${at(never)}, for which ${nameOf(look)} waits${at(look)}`;
}

/** A list is told as a whole, and so is what a container keeps beside its entries. */
export const readable = ({ location: { label } }: Touch): string =>
  label.replace(/^(?:entry \d+|keys|order) of /, '').replace(/\.length$/, '');

function ending({ inPassing }: Candidate): string {
  if (inPassing === 'reversed') return '; in the nearest passing run it is the other way round';
  return inPassing === 'missing' ? '; in the nearest passing run that does not happen' : '';
}

const verb = ({ access }: Touch): string => (access.kind === 'read' ? 'read' : 'wrote');
const noun = ({ access }: Touch): string => (access.kind === 'read' ? 'read' : 'write');
const nameOf = ({ access }: Touch): string => (access.task === '' ? 'the set-up' : access.task);

function eventOf(touch: Touch): string {
  const { step, access } = touch;
  return step.event !== '' && step.task === access.task ? `\`${step.event}\`` : nameOf(touch);
}

/** A place in brackets: the whole path only where the sentence has two files of that name. */
function shortPlaces(touches: readonly Touch[], placeOf: PlaceOf): (touch: Touch) => string {
  const files = new Set(
    touches
      .map(placeOf)
      .filter((place) => place !== undefined)
      .map(fileOf),
  );
  const names = [...files].map(baseOf);
  return (touch) => {
    const place = placeOf(touch);
    if (place === undefined) return '';
    const isAmbiguous = names.filter((name) => name === baseOf(fileOf(place))).length > 1;
    return ` (${isAmbiguous ? place : baseOf(place)})`;
  };
}

const fileOf = (place: string): string => place.replace(/:\d+$/, '');
const baseOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
