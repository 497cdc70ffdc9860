import { expect, it } from 'vitest';
import { bySignature, failuresOf } from './failures.ts';
import { lostRows, report, result } from './fixtures/report.ts';
import { keptFailures } from './html/data/keep.ts';
import { summaryOf } from './html/data/summary-of.ts';
import { failureSections } from './html/model/failure-groups.ts';
import { noSelection } from './html/model/filter.ts';
import { plainFailure } from './plain-failure.ts';
import { UNCONFIRMED } from './wording.ts';

const seen = report([result({ findings: [lostRows, { ...lostRows, unconfirmed: true }] })]);

it('a failure that is not confirmed is told so on the page', () => {
  const [section] = failureSections(summaryOf(seen, keptFailures(seen)), noSelection);
  expect(section?.groups.map(({ confirmed }) => confirmed)).toEqual([true, false]);
});

it('and in formats without layout', () => {
  const told = seen.results[0]?.findings.map((finding) => {
    const alone = bySignature(failuresOf(report([result({ findings: [finding] })])));
    return alone.flatMap((failure) => plainFailure(failure, 'report.json')).includes(UNCONFIRMED);
  });
  expect(told).toEqual([false, true]);
});
