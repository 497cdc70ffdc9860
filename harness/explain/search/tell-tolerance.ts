import type { Tolerance, ToleranceOutcome, TolerancePoint, ToleranceRange } from '../tolerance.ts';

/** Neighbouring points of one outcome. */
export function rangesOf(
  points: readonly TolerancePoint[],
  axis: Tolerance['axis'],
): readonly ToleranceRange[] {
  const ranges: { from: number; to: number; outcome: ToleranceOutcome }[] = [];
  for (const point of points) {
    const at = axis === 'ms' ? point.atMs : point.step;
    const last = ranges.at(-1);
    if (last?.outcome === point.outcome) last.to = at;
    else ranges.push({ from: at, to: at, outcome: point.outcome });
  }
  return ranges;
}

const number = new Intl.NumberFormat('en-US', { maximumFractionDigits: 3 });

const VERBS: Readonly<Record<ToleranceOutcome, string>> = {
  fails: 'fails',
  passes: 'passes',
  differs: 'fails in another way',
};

/** `fails if … comes as step 4 to 7; passes as step 3, and from step 8 on`. */
export function sentenceOf(
  event: string,
  axis: Tolerance['axis'],
  points: readonly TolerancePoint[],
  ranges: readonly ToleranceRange[],
): string {
  const told = (['fails', 'passes', 'differs'] as const).flatMap((outcome) => {
    const own = ranges.filter((range) => range.outcome === outcome);
    if (own.length === 0) return [];
    const [first = '', ...rest] = own.map((range) => placeOf(range, axis, range === ranges.at(-1)));
    const places =
      rest.length === 0 ? first : `${[first, ...rest.slice(0, -1)].join(', ')} and ${rest.at(-1)}`;
    return [{ outcome, places }];
  });
  const [main, ...others] = told;
  if (main === undefined) return '';
  const where = others.map(({ outcome, places }) => `${VERBS[outcome]} ${places}`);
  const only = where.length === 0 ? ` (at all ${points.length} places that were tried)` : '';
  return [`${VERBS[main.outcome]} if \`${event}\` comes ${main.places}${only}`, ...where].join('; ');
}

function placeOf({ from, to }: ToleranceRange, axis: Tolerance['axis'], isLast: boolean): string {
  const at = (place: number): string => number.format(place);
  if (axis === 'ms') {
    if (from === to) return `at ${at(from)} ms`;
    return isLast ? `from ${at(from)} to ${at(to)} ms, the latest` : `between ${at(from)} and ${at(to)} ms`;
  }
  return from === to ? `as step ${from}` : `as step ${from} to ${to}`;
}
