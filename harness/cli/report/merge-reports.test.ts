import { describe, expect, it } from 'vitest';
import { explained, quiet, report, result } from '../../../reports/fixtures/report.ts';
import type { Report, ScenarioResult } from '../../result.ts';
import { mergeReports } from './merge-reports.ts';
import { partOf } from '../project/select.ts';
import { listFingerprint } from '../project/shard.ts';

const results = ['a', 'b', 'c', 'd', 'e'].map((variant) => quiet(variant));
const whole = report([...results, result({ findings: [explained] })]);

const fingerprintOf = (all: readonly ScenarioResult[]): string =>
  listFingerprint(all.map(({ scenario, variant }) => [scenario, variant]));

function shards(count: number, all: readonly ScenarioResult[] = whole.results): Report[] {
  return Array.from({ length: count }, (_, at) => ({
    ...report(partOf(all, { index: at + 1, count })),
    shard: { index: at + 1, count, of: all.length, list: fingerprintOf(all) },
  }));
}

const merge = (...reports: Report[]): Report =>
  mergeReports(reports.map((part, at) => ({ name: `dir${at + 1}`, report: part })));

describe('merging', () => {
  it.each([1, 2, 3, 4, 6])('%i shards gives the report of the whole', (count) => {
    expect(merge(...shards(count))).toEqual(whole);
    expect(merge(...shards(count).toReversed())).toEqual(whole);
  });

  it('explains the kinds of all shards, by name', () => {
    const [one, two] = shards(2) as [Report, Report];
    const more = { 'a-kind': 'It is first.' };
    expect(Object.keys(merge(one, { ...two, kinds: more }).kinds ?? {})).toEqual(['a-kind', 'lost-row']);
    expect(() => merge(one, { ...two, kinds: { 'lost-row': 'A quarrel is lost.' } })).toThrow(
      "dir2 means something else by 'lost-row' than the reports before it",
    );
  });

  it('is interrupted where a shard was, and says where one was cut short', () => {
    const [one, two] = shards(2) as [Report, Report];
    const merged = merge({ ...one, interrupted: true }, { ...two, stopped: '--bail: 1 of 3 ran.' });
    expect(merged.interrupted).toBe(true);
    expect(merged.stopped).toBe('shard 2: --bail: 1 of 3 ran.');
  });

  const test = (name: string, variant = 'v1'): Report =>
    report([{ ...quiet(variant), scenario: `a.test.ts > ${name}` }]);

  it('takes in what tests have left, after the scenarios and by their ids, whatever their seed', () => {
    const [one, two] = shards(2) as [Report, Report];
    const tests = [test('second'), { ...test('first'), seed: 7 }];
    const ids = tests.map(({ results: [own] }) => own?.scenario).toReversed();
    const merged = merge(...tests, one, two);
    expect(merged.seed).toBe(whole.seed);
    expect(merged.results.map(({ scenario }) => scenario)).toEqual([
      ...whole.results.map(({ scenario }) => scenario),
      ...ids,
    ]);
    expect(merge(...tests, whole)).toEqual(merged);
    expect(merge(...tests).results.map(({ scenario }) => scenario)).toEqual(ids);
  });

  it('refuses two results of one test, and a test of another heddle', () => {
    expect(() => merge(test('one'), test('one'))).toThrow('dir1 and dir2 both hold a.test.ts > one.');
    const other = { ...test('two'), tool: { name: 'heddle', version: '9.9.9' } } as const;
    expect(() => merge(test('one'), other)).toThrow(
      'dir2 does not belong to dir1: the version of heddle is 9.9.9',
    );
  });

  const [one, two, three] = shards(3) as [Report, Report, Report];
  const without = (part: Report, count: number): Report => ({ ...part, results: part.results.slice(count) });
  const list = { index: 2, count: 3, of: 6, list: 'other' };
  it.each<[string, Report[], string]>([
    ['another seed', [one, { ...two, seed: 2 }, three], 'the seed is 2, not 1'],
    ['another number of runs', [one, { ...two, runs: 5 }, three], 'the number of runs is 5, not 1000'],
    [
      'another version',
      [one, { ...two, tool: { name: 'heddle', version: '9.9.9' } }, three],
      'the version of heddle is 9.9.9',
    ],
    ['another list', [one, { ...two, shard: list }, three], 'the list of scenarios and variants is'],
    ['another number of shards', [one, shards(2)[1] as Report], 'the number of shards is 2, not 3'],
    ['a shard twice', [one, two, two, three], 'dir2 and dir3 are both shard 2/3'],
    ['a missing shard', [one, three], 'Shard 2/3 of the whole is missing'],
    [
      'a shard without its last result',
      [one, without(two, 1), three],
      'dir2 is damaged: shard 2/3 has 2 of the 6 results, but 1 are there',
    ],
    [
      'a shard with a result more',
      [one, { ...two, results: [...two.results, ...one.results] }, three],
      'dir2 is damaged',
    ],
    [
      'a shard that was cut short, with a result more',
      [one, { ...two, interrupted: true, results: [...two.results, ...one.results] }, three],
      'dir2 is damaged',
    ],
    [
      'a shard with the results of another',
      [one, { ...two, results: one.results }, three],
      'The shards are damaged',
    ],
    [
      'a shard that there cannot be',
      [{ ...one, shard: { ...list, index: 4 } }],
      'there is no shard 4/3 of 6',
    ],
    [
      'more shards than results',
      [{ ...one, shard: { ...list, count: 1e9 } }],
      'there is no shard 2/1000000000 of 6',
    ],
    ['a whole report', [whole], 'dir1 is no shard'],
  ])('refuses %s', (_, parts, message) => {
    expect(() => merge(...parts)).toThrow(message);
  });
});
