import { expect, it } from 'vitest';
import { explained, readBeforeWrite, step, tornApart } from '../../fixtures/report.ts';
import { type Chart, chartOf } from './chart.ts';
import { untold } from './failure-detail.fixture.ts';
import type { FailureFacts } from './failure-detail.ts';
import { twoRuns } from './two-runs.ts';

const facts = {
  violatingStep: 4,
  steps: [step(0, 'main', 'set-up'), ...explained.steps, step(5, 'producer', 'done#1')],
  data: readBeforeWrite,
  passing: {
    sentence: '',
    steps: [
      step(0, 'main', 'set-up'),
      step(1, 'producer', 'start#1'),
      step(2, 'writer', 'db.insert(r1)#1'),
      step(3, 'writer', 'db.commit#1'),
      step(4, 'sigterm', 'start#1'),
    ],
  },
};
const options = { scale: 'steps', slice: true, zoom: 1, room: 600 } as const;

function chartWith(more: Partial<FailureFacts> = {}, slice = true): Chart {
  const detail = untold({ ...facts, ...more }, explained.schedule);
  return chartOf(detail, twoRuns(detail, true), { ...options, slice });
}

it('the accesses of a cause have rings on their marks, with what was read or written, and a span between them', () => {
  const { failing } = chartWith();
  const at = (index: number) => failing.marks.find((mark) => mark.index === index);
  expect(failing.cause?.rings).toEqual([
    { x: at(3)?.x, y: at(3)?.y, text: '1 reads: []' },
    { x: at(4)?.x, y: at(4)?.y, text: "2 writes: ['r1', 'r2']" },
  ]);
  expect(failing.cause).toMatchObject({ from: at(3)?.x, to: at(4)?.x });
});

it('in the passing run the same events have rings, which tell no value of the failing one', () => {
  const { passing } = chartWith();
  expect(passing?.cause?.rings.map(({ text }) => text)).toEqual([
    '2 here writer: db.commit#1',
    '1 here sigterm: start#1',
  ]);
});

it('what never came is ringed in the passing run alone', () => {
  const { failing, passing } = chartWith({ data: tornApart });
  expect(failing.cause?.rings.map(({ text }) => text)).toEqual(['1 writes']);
  expect(passing?.cause?.rings.map(({ text }) => text)).toEqual([
    '1 here writer: db.insert(r1)#1',
    '2 writes row r1 of rows, never in the failing run',
  ]);
});

it('two accesses of one step share a ring', () => {
  const [first, second] = readBeforeWrite.accesses;
  const accesses = [first, second].flatMap((access) =>
    access === undefined ? [] : [{ ...access, step: 4 }],
  );
  const { failing } = chartWith({ data: { ...readBeforeWrite, accesses } });
  expect(failing.cause?.rings.map(({ text }) => text)).toEqual(["1 reads: []; 2 writes: ['r1', 'r2']"]);
});

it('steps that neither led to them, nor were held, nor violate fade', () => {
  const { led } = chartWith();
  // Each event of the fixture came into being in the step before it.
  expect(led).toEqual(new Set([1, 2, 3, 4]));
});

it('nothing is marked where nobody wants it, or where the steps were not kept', () => {
  const unasked = chartWith({}, false);
  expect([unasked.failing.cause, unasked.passing?.cause, unasked.led]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(chartWith({ steps: facts.steps.slice(-1) }).failing.cause).toBeUndefined();
});
