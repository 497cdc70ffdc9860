import {
  type Filter,
  groupings,
  noFilter,
  noSelection,
  orders,
  rowKinds,
  type Selection,
  showings,
  sorts,
} from './filter.ts';
import { noTestedFilter, testedGroupings, testedOrders, type TestedFilter } from './tested-filter.ts';

/** Where a reader is; stands behind the `#` of the address. */
export type Route =
  | { readonly page: 'overview'; readonly filter: Filter }
  | FailureRoute
  | { readonly page: 'tested'; readonly filter: TestedFilter }
  /** How much one scenario was tested against one variant. */
  | { readonly page: 'run'; readonly scenario: string; readonly variant: string };

export interface FailureRoute extends FailureLook {
  readonly page: 'failure';
  readonly number: number;
}

/** Where in a failure, and how it is looked at; each absent as it is at first. */
export interface FailureLook {
  /** By its number, in the run that is inspected. */
  readonly step?: number;
  readonly run?: 'passing';
  readonly beside?: 'none';
  /** `all`: what does not matter, too. */
  readonly show?: 'all';
  readonly scale?: 'time';
  readonly arrows?: 'all';
  readonly zoom?: number;
  /** The list that led here: its next failure is the next one. */
  readonly from?: Selection;
}

export function hrefOf(route: Route): string {
  switch (route.page) {
    case 'overview':
      return `#/${search({ ...route.filter }, { ...noFilter })}`;
    case 'failure':
      return failureHref(route);
    case 'tested':
      return `#/tested${search({ ...route.filter }, { ...noTestedFilter })}`;
    case 'run':
      return `#/run/${route.scenario.split('/').map(encoded).join('/')}/${encoded(route.variant)}`;
  }
}

/** What cannot be understood leads to the overview. */
export function routeOf(hash: string): Route {
  const [path = '', queryText = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const [page, ...rest] = path.split('/').map(decoded);
  const parameters = new URLSearchParams(queryText);
  if (page === 'failure' && /^\d+$/.test(rest[0] ?? '')) {
    return { page, number: Number(rest[0]), ...lookOf(parameters) };
  }
  if (page === 'tested') {
    const query = parameters.get('query') ?? '';
    const group = oneOf(testedGroupings, parameters.get('group'));
    return { page, filter: { query, group, order: oneOf(testedOrders, parameters.get('order')) } };
  }
  if (page === 'run' && rest.length >= 2) {
    return { page, scenario: rest.slice(0, -1).join('/'), variant: rest.at(-1) ?? '' };
  }
  return {
    page: 'overview',
    filter: {
      ...selectionIn(parameters),
      rows: oneOf(rowKinds, parameters.get('rows')),
      sort: oneOf(sorts, parameters.get('sort')),
      open: parameters.getAll('open'),
    },
  };
}

function failureHref({ page, number, from = noSelection, ...look }: FailureRoute): string {
  const own = Object.entries(look).map(([name, value]) => [name, String(value)]);
  const list = search({ ...from }, { ...noSelection });
  const values = Object.fromEntries([...own, ...(list === '' ? [] : [['from', list]])]) as Parameters;
  return `#/${page}/${number}${search(values, {})}`;
}

function lookOf(parameters: URLSearchParams): FailureLook {
  const [step, zoom] = ['step', 'zoom'].map((name) => Number.parseFloat(parameters.get(name) ?? ''));
  const list = parameters.get('from');
  const is = (name: string, value: string): boolean => parameters.get(name) === value;
  return {
    ...(step !== undefined && Number.isInteger(step) && { step }),
    ...(is('run', 'passing') && { run: 'passing' }),
    ...(is('beside', 'none') && { beside: 'none' }),
    ...(is('show', 'all') && { show: 'all' }),
    ...(is('scale', 'time') && { scale: 'time' }),
    ...(is('arrows', 'all') && { arrows: 'all' }),
    ...(zoom !== undefined && zoom > 0 && { zoom: Math.min(8, Math.max(1 / 64, zoom)) }),
    ...(list !== null && { from: selectionIn(new URLSearchParams(list)) }),
  };
}

function selectionIn(parameters: URLSearchParams): Selection {
  return {
    query: parameters.get('query') ?? '',
    show: oneOf(showings, parameters.get('show')),
    group: oneOf(groupings, parameters.get('group')),
    order: oneOf(orders, parameters.get('order')),
  };
}

type Parameters = Readonly<Record<string, string | readonly string[]>>;

/** What differs from its default, as `?name=value`; once for each of several values. */
function search(values: Parameters, defaults: Parameters): string {
  const changed = Object.entries(values).flatMap(([name, value]) =>
    value === defaults[name] ? [] : [value].flat().map((one): [string, string] => [name, one]),
  );
  return changed.length === 0 ? '' : `?${new URLSearchParams(changed).toString()}`;
}

function oneOf<T extends string>(choices: readonly [T, ...T[]], text: string | null): T {
  return choices.find((choice) => choice === text) ?? choices[0];
}

/** Half a character stands in no address: `encodeURIComponent` throws on it. */
function encoded(text: string): string {
  return encodeURIComponent(text.replaceAll(/[\u{d800}-\u{dfff}]/gu, '\ufffd'));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
