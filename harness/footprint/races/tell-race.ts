import { asAccess } from '../cause/as-access.ts';
import type { Touch } from '../cause/history.ts';
import type { ReportedRace } from './reported-race.ts';
import type { CheckThenAct } from './unsynchronised.ts';

/** The pair as a reader is told of it. */
export function tellRace({
  look,
  act,
  other,
}: CheckThenAct): Pick<ReportedRace, 'location' | 'sentence' | 'accesses'> {
  const { label } = look.location;
  const who = ({ access }: Touch): string => access.task;
  return {
    location: label,
    sentence:
      `${who(look)} reads ${label}${at(look)} and writes it in a later step${at(act)}; ` +
      `nothing keeps ${who(other)} from writing it${at(other)} in between`,
    accesses: [look, act, other].map((touch) => asAccess(touch)),
  };
}

function at({ access: { place } }: Touch): string {
  return place === undefined ? '' : ` (${place.slice(place.lastIndexOf('/') + 1)})`;
}
