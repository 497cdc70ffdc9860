import { expect, it } from 'vitest';
import type { Tolerance } from '../../../harness/result.ts';
import { toldInFull } from '../../fixtures/report.ts';
import { toleranceBar } from './tolerance-bar.ts';

const [tolerance] = toldInFull.tolerances ?? [];
if (tolerance === undefined) throw new Error('The fixture has a tolerance.');

it('each run is a cell that tells where the event came and what came of it', () => {
  const bar = toleranceBar(tolerance);
  expect(bar.cells).toEqual([
    { outcome: 'passes', sign: '✓', at: 'step 3', text: 'as step 3, at 10 ms: the run passes' },
    { outcome: 'fails', sign: '✗', at: 'step 4', text: 'as step 4, at 15 ms: the run fails' },
  ]);
  expect(bar.failing).toBe(1);
});

it('another damage is neither passing nor failing so, and a sample is called one', () => {
  const other: Tolerance = {
    ...tolerance,
    axis: 'ms',
    failingAt: 99,
    isSampled: true,
    points: [{ step: 3, atMs: 10.5, instead: [], outcome: 'differs', failsAs: 'hang/no-hang' }],
  };
  const bar = toleranceBar(other);
  expect(bar.cells).toMatchObject([
    { at: '10.5 ms', text: 'as step 3, at 10.5 ms: the run fails as hang/no-hang' },
  ]);
  expect(bar.failing).toBeUndefined();
  expect(bar.sentence).toContain('(a sample of all places)');
});
