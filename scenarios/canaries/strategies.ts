import type { System } from 'heddle';

/** Each of heddle's own strategies, as the variants of a system: what one of them finds says nothing of the others. */
const names = [
  'systematic',
  'holds-1',
  'walk',
  'pos',
  'pctcp-2',
  'holds-2',
  'pctcp-3',
  'holds-3',
  'pctcp-5',
  'surw',
  'all',
];

export const strategies: System<object> = {
  id: 'canaries',
  variants: Object.fromEntries(names.map((name) => [name, {}])),
};

/** Every strategy alone, by variant. */
export const eachAlone: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  names.map((name) => [name, [name]]),
);

/** What every strategy is expected to find. */
export function foundByEach(
  invariant: string,
): Readonly<Record<string, Readonly<Record<string, 'violated'>>>> {
  return Object.fromEntries(names.map((name) => [name, { [invariant]: 'violated' }]));
}
