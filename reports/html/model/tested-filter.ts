/** Which part of "how much was tested" is shown, and how. */
export interface TestedFilter {
  /** Words that must all occur. */
  readonly query: string;
  readonly group: (typeof testedGroupings)[number];
  readonly order: TestedOrder;
}

export const testedGroupings = ['component', 'scenario', 'variant', 'none'] as const;
export const figureKeys = ['schedules', 'distinct', 'chance', 'bound', 'pairs', 'first'] as const;
const testedKeys = ['scenario', 'variant', 'verdict', ...figureKeys] as const;

export type TestedKey = (typeof testedKeys)[number];

/** By which column, with `-` the other way round; `weakest`: what says least comes first. */
export type TestedOrder = 'weakest' | 'report' | TestedKey | `-${TestedKey}`;

export const testedOrders: readonly [TestedOrder, ...TestedOrder[]] = [
  'weakest',
  'report',
  ...testedKeys,
  ...testedKeys.map((key) => `-${key}` as const),
];

export const noTestedFilter: TestedFilter = { query: '', group: 'component', order: 'weakest' };
