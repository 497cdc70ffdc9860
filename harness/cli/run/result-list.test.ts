import { expect, it } from 'vitest';
import type { ScenarioResult } from '../../result.ts';
import { ResultList } from './result-list.ts';

const result = (variant: string): ScenarioResult => ({ variant }) as ScenarioResult;

it('tells of results in the order of the list, whatever the order in which they come', () => {
  const told: string[] = [];
  const results = new ResultList(({ variant }) => told.push(variant));
  results.add(2, result('c'));
  results.add(0, result('a'));
  expect(told).toEqual(['a']);
  results.add(1, result('b'));
  expect(told).toEqual(['a', 'b', 'c']);
  results.add(4, result('e'));
  expect(results.inOrder.map(({ variant }) => variant)).toEqual(['a', 'b', 'c', 'e']);
  expect(told).toHaveLength(3);
});
