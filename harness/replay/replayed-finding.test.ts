import { expect, test } from 'vitest';
import { signatureOf } from '../core/finding.ts';
import { scenario } from '../scenario.ts';
import { decodeToken } from '../schedule/token.ts';
import { replayedFinding } from './replayed-finding.ts';
import { replaySchedule } from './replay.ts';

test('the token of each finding of a run names that finding', async () => {
  const twice = scenario(
    'broken twice',
    { id: 'thing', variants: { only: 1 } },
    {
      invariants: ['first', 'second'],
      run(sim) {
        sim.task('t', async () => {});
        return () =>
          ['first', 'second'].map((invariant) => ({
            invariant,
            finding: { kind: 'lost-update', message: `${invariant} is broken` },
          }));
      },
    },
  );
  const result = await replaySchedule('thing/broken-twice', twice, 'only', { workload: {}, schedule: [] });
  const told = result.findings.map((finding) => replayedFinding(result, finding, 'replay'));
  expect(told.map(({ token = '' }) => decodeToken(token).signature)).toEqual(told.map(signatureOf));
  expect(told.map(({ invariant }) => invariant)).toEqual(['first', 'second']);
});
