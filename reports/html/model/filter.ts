/** Which part of the overview is shown, and how. Stands in the address, so that a view can be sent. */
export interface Filter extends Selection {
  readonly rows: (typeof rowKinds)[number];
  readonly sort: (typeof sorts)[number];
  /** What is unfolded: rows of matrices (`component/label`), and lists that are shown to their end. */
  readonly open: readonly string[];
}

/** Which failures are listed, and in which order: the way from one to the next. */
export interface Selection {
  /** Words that must all occur. */
  readonly query: string;
  readonly show: (typeof showings)[number];
  /** What the list of failures has a section for. */
  readonly group: (typeof groupings)[number];
  readonly order: Order;
}

export const showings = ['all', 'unexpected', 'violated', 'undecided', 'contradicted'] as const;
export const rowKinds = ['invariant', 'scenario'] as const;
export const sorts = ['report', 'worst', 'name'] as const;
export const groupings = ['none', 'component', 'scenario', 'invariant', 'variant', 'kind'] as const;
export const orderKeys = ['damage', 'invariant', 'cause', 'where', 'often', 'steps'] as const;

/** By which column, with `-` the other way round; `report` is unexpected first, then as in the report. */
export type Order = 'report' | OrderKey | `-${OrderKey}`;
export type OrderKey = (typeof orderKeys)[number];

export const orders: readonly [Order, ...Order[]] = [
  'report',
  ...orderKeys,
  ...orderKeys.map((key) => `-${key}` as const),
];

export const noSelection: Selection = { query: '', show: 'all', group: 'none', order: 'report' };
export const noFilter: Filter = { ...noSelection, rows: 'invariant', sort: 'report', open: [] };

export function selectionOf({ query, show, group, order }: Selection): Selection {
  return { query, show, group, order };
}

/** Whether all words of the query occur in the text, in whatever case. */
export function matches(query: string, text: string): boolean {
  const lower = text.toLowerCase();
  return wordsOf(query).every((word) => lower.includes(word));
}

export function wordsOf(query: string): readonly string[] {
  return query.toLowerCase().split(/\s+/);
}
