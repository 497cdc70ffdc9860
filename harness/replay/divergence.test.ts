import { expect, it } from 'vitest';
import { explore } from '../explore/explore.ts';
import { scenario } from '../scenario.ts';
import { decodeToken } from '../schedule/token.ts';
import { replaySchedule } from './replay.ts';

it('says what is answered now, where name and time of a step are as recorded', async () => {
  let price = 3;
  const shop = scenario(
    'a price',
    { id: 'shop', variants: { only: 0 } },
    {
      invariants: ['free'],
      run(sim) {
        const read = sim.operation('read');
        sim.task('buyer', () => read.call('milk', () => price));
        return () => [{ invariant: 'free', finding: { kind: 'wrong-result', message: 'it costs' } }];
      },
    },
  );
  const [finding] = (await explore('shop/price', shop, 'only', { seed: 1, runs: 1 })).findings;
  if (finding === undefined) throw new Error('no finding');
  const { workload, schedule, digest } = finding;
  const recorded = await replaySchedule('shop/price', shop, 'only', { workload, schedule });
  price = 4;
  const expected = { digest, signature: 'wrong-result/free', checks: checksOf(recorded.token) };
  const again = await replaySchedule('shop/price', shop, 'only', { workload, schedule, expected });
  expect(again.divergence).toBe(
    'step 2: not as recorded; now it was `buyer: read(milk)#1` at 1 ms, which answered 4. The code under test has changed, or it is not deterministic.',
  );
});

function checksOf(token: string | undefined): string {
  return token === undefined ? '' : (decodeToken(token).checks ?? '');
}
