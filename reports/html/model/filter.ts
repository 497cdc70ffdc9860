/** Which part of the overview is shown, and how. Stands in the address, so that a view can be sent. */
export interface Filter {
  /** Words that must all occur. */
  readonly query: string;
  readonly show: (typeof showings)[number];
  readonly rows: (typeof rowKinds)[number];
  readonly sort: (typeof sorts)[number];
}

export const showings = ['all', 'unexpected', 'violated', 'undecided', 'contradicted'] as const;
export const rowKinds = ['invariant', 'scenario'] as const;
export const sorts = ['report', 'worst', 'name'] as const;

export const noFilter: Filter = { query: '', show: 'all', rows: 'invariant', sort: 'report' };

/** Whether all words of the query occur in the text, in whatever case. */
export function matches(query: string, text: string): boolean {
  const lower = text.toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => lower.includes(word));
}
