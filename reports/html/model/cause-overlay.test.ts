import { expect, it } from 'vitest';
import { explained, readBeforeWrite, step, tornApart } from '../../fixtures/report.ts';
import { chartOf } from './chart.ts';
import { untold } from './failure-detail.fixture.ts';
import type { FailureDetail } from './failure-detail.ts';

const detail: FailureDetail = {
  ...untold,
  schedule: explained.schedule,
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
const options = { scale: 'steps', compare: true, cause: true, room: 600 } as const;

it('the accesses of a cause have rings on their marks, with what was read or written, and a span between them', () => {
  const { failing } = chartOf(detail, options);
  const at = (index: number) => failing.marks.find((mark) => mark.index === index);
  expect(failing.cause?.rings).toEqual([
    { x: at(3)?.x, y: at(3)?.y, text: '1 reads: []' },
    { x: at(4)?.x, y: at(4)?.y, text: "2 writes: ['r1', 'r2']" },
  ]);
  expect(failing.cause).toMatchObject({ from: at(3)?.x, to: at(4)?.x });
});

it('in the passing run the same events have rings, which tell no value of the failing one', () => {
  const { passing } = chartOf(detail, options);
  expect(passing?.cause?.rings.map(({ text }) => text)).toEqual([
    '2 here writer: db.commit#1',
    '1 here sigterm: start#1',
  ]);
});

it('what never came is ringed in the passing run alone', () => {
  const { failing, passing } = chartOf({ ...detail, data: tornApart }, options);
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
  const { failing } = chartOf({ ...detail, data: { ...readBeforeWrite, accesses } }, options);
  expect(failing.cause?.rings.map(({ text }) => text)).toEqual(["1 reads: []; 2 writes: ['r1', 'r2']"]);
});

it('steps that neither led to them, nor were held, nor violate fade', () => {
  const { led } = chartOf(detail, options);
  // Each event of the fixture came into being in the step before it.
  expect(led).toEqual(new Set([1, 2, 3, 4]));
});

it('nothing is marked until somebody asks, or where the steps were not kept', () => {
  const unasked = chartOf(detail, { ...options, cause: false });
  expect([unasked.failing.cause, unasked.passing?.cause, unasked.led]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(chartOf({ ...detail, steps: detail.steps.slice(-1) }, options).failing.cause).toBeUndefined();
});
