import type { Access, Footprints, StepFootprint } from '../footprint.ts';

/** In what two recordings of one schedule differ first, in one clause; undefined where they are equal. */
export function differenceOf(one: Footprints, other: Footprints): string | undefined {
  const steps = Math.max(one.steps.length, other.steps.length);
  for (let i = 0; i < steps; i++) {
    const a = one.steps[i];
    const b = other.steps[i];
    if (a === undefined || b === undefined)
      return `it took ${one.steps.length} steps once, and ${other.steps.length} steps again`;
    if (a.name !== b.name) return `step ${a.step} was ${a.event} once, and ${b.event} again`;
    const difference = differenceOfStep(one, a, other, b);
    if (difference !== undefined) return difference;
  }
  if (one.digest !== other.digest) return `its digest was ${one.digest} once, and ${other.digest} again`;
  return undefined;
}

function differenceOfStep(
  one: Footprints,
  a: StepFootprint,
  other: Footprints,
  b: StepFootprint,
): string | undefined {
  const where = a.event === '' ? 'the set-up' : `step ${a.step} (${a.event})`;
  const first = new Map(a.accesses.map((access) => [keyOf(one, access), access]));
  const second = new Map(b.accesses.map((access) => [keyOf(other, access), access]));
  for (const [key, access] of first)
    if (!second.has(key)) return `${where} ${told(one, access)} once, and not again`;
  for (const [key, access] of second)
    if (!first.has(key)) return `${where} ${told(other, access)} the second time, and not the first`;
  return undefined;
}

function keyOf({ locations }: Footprints, { location, kind, task }: Access): string {
  return `${kind} ${task} ${locations[location]?.name}`;
}

function told({ locations }: Footprints, { location, kind }: Access): string {
  const label = locations[location]?.label ?? '';
  return kind === 'read' ? `read ${label}` : `changed ${label}`;
}
