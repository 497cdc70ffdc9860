import { describe, expect, it } from 'vitest';
import { noFilter, noSelection } from './filter.ts';
import { hrefOf, type Route, routeOf } from './route.ts';

const routes: readonly Route[] = [
  { page: 'overview', filter: noFilter },
  {
    page: 'overview',
    filter: {
      query: 'a&b #1/ü',
      show: 'unexpected',
      rows: 'scenario',
      sort: 'worst',
      group: 'kind',
      order: '-often',
      open: ['batch-writer/no-lost-rows', 'a&b/ü, c'],
    },
  },
  { page: 'failure', number: 12 },
  { page: 'failure', number: 12, step: 0 },
  {
    page: 'failure',
    number: 12,
    step: 3,
    run: 'passing',
    show: 'all',
    scale: 'time',
    arrows: 'all',
    zoom: 0.25,
  },
  { page: 'failure', number: 12, beside: 'none' },
  { page: 'failure', number: 2, show: 'all', from: { ...noSelection, query: 'x', order: 'cause' } },
  { page: 'tested', filter: { query: 'c0 %', group: 'variant', order: '-bound' } },
  { page: 'run', scenario: 'circuit-manager/a deletion?', variant: 'c0/x#' },
];

describe('the address', () => {
  it.each(routes)('leads back to where it was taken: %j', (route) => {
    expect(routeOf(hrefOf(route))).toEqual(route);
  });

  it('leads to the overview where it cannot be understood', () => {
    for (const hash of ['', '#', '#/nowhere', '#/failure/x', '#/?show=sideways', '#/%E0%A4%A']) {
      expect(routeOf(hash)).toEqual({ page: 'overview', filter: noFilter });
    }
  });

  it('is short where nothing is chosen', () => {
    expect(hrefOf({ page: 'overview', filter: noFilter })).toBe('#/');
  });
});
