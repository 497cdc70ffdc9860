import { Chalk } from 'chalk';
import { expect, it } from 'vitest';
import { failureText } from './console/failure.ts';
import type { Style } from './console/style.ts';
import { bySignature, failuresOf } from './failures.ts';
import { lostRows, report, result } from './fixtures/report.ts';
import { detailOf } from './html/data/detail-of.ts';
import { DATA_NOT_ASKED } from './wording.ts';

const plain: Style = { paint: new Chalk({ level: 0 }), width: 200 };

/** Whether the terminal says of the only failure of a report that nobody asked for its cause in data, and the page. */
function saysSo(finding: typeof lostRows): readonly [terminal: boolean, page: boolean] {
  const failures = failuresOf(report([result({ findings: [finding] })]));
  const lines = bySignature(failures).flatMap((failure) => failureText(failure, 'report.json', plain));
  const [failure] = failures;
  return [
    lines.includes(DATA_NOT_ASKED),
    failure !== undefined && detailOf(failure, 'report.json').dataNotAsked === true,
  ];
}

it('a cause in data that nobody asked for is no silence', () => {
  expect(saysSo({ ...lostRows, dataNotAsked: true })).toEqual([true, true]);
});

it('nothing is said where it was asked for', () => {
  expect(saysSo(lostRows)).toEqual([false, false]);
});
