import { describe, expect, it } from 'vitest';
import { explore } from '../explore/explore.ts';
import type { ScenarioResult } from '../result.ts';
import { scenario } from '../scenario.ts';
import { Beacon } from './beacon.ts';
import type { Detour } from './explore-with-beacon.ts';
import { exploreWithBeacon } from './explore-with-beacon.ts';
import { exploreAroundStuck } from './explore-around-stuck.ts';
import type { Stuck } from './stuck.ts';

/** Fails when `b` comes first or `c` comes before `a`. */
const overtaking = scenario(
  'overtaking',
  { id: 'trio', variants: { only: 1 } },
  {
    invariants: ['a-first', 'a-before-c'],
    run(sim) {
      const order: string[] = [];
      const call = sim.operation('call', { latencyMs: [0, Infinity] });
      for (const name of ['a', 'b', 'c']) sim.task(name, () => call.call(name, () => order.push(name)));
      return () =>
        [
          { invariant: 'a-first', broken: order[0] === 'b' },
          { invariant: 'a-before-c', broken: order.indexOf('c') < order.indexOf('a') },
        ].map(({ invariant, broken }) => ({
          invariant,
          finding: broken ? { kind: 'out-of-order', message: order.join(' ') } : undefined,
        }));
    },
  },
);

const asked = { id: 'trio/overtaking', scenario: overtaking, variant: 'only' };
const plan = { seed: 1, runs: 60 };

function timeless(result: ScenarioResult): unknown {
  return { ...result, timing: undefined };
}

/** Explores, but says that a run does not come back where the list has one. */
function scripted(stuck: (Stuck | undefined)[]): {
  readonly detours: Detour[];
  readonly explored: Promise<ScenarioResult>;
} {
  const detours: Detour[] = [];
  const explored = exploreAroundStuck(async (detour) => {
    detours.push(detour);
    const met = stuck.shift();
    if (met !== undefined) return { stuck: met };
    return { value: await exploreWithBeacon(asked, plan, detour, new Beacon()) };
  }, 'trio/overtaking only');
  return { detours, explored };
}

const exploring = { schedule: 31, seed: '1.0.walk.8', limitSeconds: 30 };
const hoarding = { schedule: 31, seed: '1.0.walk.8', limitMb: 64 };
const shrinking = { schedule: undefined, seed: undefined, limitSeconds: 30 };

describe('an exploration on a worker', () => {
  it('is the same as one that nobody watches', async () => {
    const { detours, explored } = scripted([]);
    const result = timeless(await explored);
    expect(result).toEqual(timeless(await explore(asked.id, overtaking, 'only', plan)));
    expect(detours).toEqual([{ stopAfter: undefined, look: true, shrink: true }]);
  });

  it('reports what it found before the run that did not come back, and names that run', async () => {
    const { detours, explored } = scripted([exploring]);
    const result = await explored;
    expect(detours[1]).toEqual({ stopAfter: 30, look: true, shrink: true });
    expect(result.exploration.schedules).toBe(30);
    expect(result.findings.length).toBeGreaterThan(0);
    expect(result).toMatchObject({ verdict: 'error', asExpected: false });
    expect(result.reason).toContain('The run 1.0.walk.8 did not come back within 30 s');
    expect(result.invariants.map(({ verdict }) => verdict)).toEqual([
      'violated',
      'violated',
      'unknown',
      'unknown',
      'unknown',
    ]);
  });

  it('makes the same schedules as the whole one, up to there', async () => {
    const seeds: string[][] = [[], []];
    const note = (into: string[] | undefined) => (seed: unknown) => void into?.push(JSON.stringify(seed));
    await explore(asked.id, overtaking, 'only', { ...plan, beacon: note(seeds[0]) });
    await explore(asked.id, overtaking, 'only', { ...plan, stopAfter: 30, beacon: note(seeds[1]) });
    expect(seeds[1]).toHaveLength(30);
    expect(seeds[1]).toEqual(seeds[0]?.slice(0, 30));
  });

  it('reports failures as they were found where one that is made smaller does not come back', async () => {
    const { detours, explored } = scripted([shrinking, shrinking]);
    const result = await explored;
    const shrunk = await explore(asked.id, overtaking, 'only', plan);
    expect(detours[2]).toEqual({ stopAfter: undefined, look: false, shrink: false });
    expect(result.reason).toContain('Failures are shown as they were found.');
    // The nearest passing schedule is a run that nobody has made, too.
    expect(shrunk.findings.some(({ passing }) => passing !== undefined)).toBe(true);
    expect(result.findings.map(({ passing }) => passing)).toEqual(shrunk.findings.map(() => undefined));
  });

  it('says nothing of runs that only look further, among them those of other variants', async () => {
    const { detours, explored } = scripted([shrinking]);
    const result = await explored;
    const whole = await explore(asked.id, overtaking, 'only', plan);
    expect(detours[1]).toEqual({ stopAfter: undefined, look: false, shrink: true });
    expect(result).toMatchObject({ verdict: 'violated' });
    expect(result.reason).toBeUndefined();
    expect(result.findings.map(({ message }) => message)).toEqual(
      whole.findings.map(({ message }) => message),
    );
  });

  it('blames a run for its memory only where a new worker has not enough either', async () => {
    const once = scripted([hoarding]);
    expect(timeless(await once.explored)).toEqual(
      timeless(await explore(asked.id, overtaking, 'only', plan)),
    );
    const twice = scripted([hoarding, hoarding]);
    expect((await twice.explored).reason).toContain('The run 1.0.walk.8 took more than 64 MB of memory');
    expect(twice.detours.map(({ stopAfter }) => stopAfter)).toEqual([undefined, undefined, 30]);
  });

  it('tells of both', async () => {
    const { detours, explored } = scripted([exploring, shrinking, shrinking]);
    const { reason } = await explored;
    expect(detours[3]).toEqual({ stopAfter: 30, look: false, shrink: false });
    expect(reason).toMatch(/^The run 1\.0\.walk\.8 .* A run that was made to shrink a failure/);
  });

  it('is given up where runs that came back before do not any more', async () => {
    const { explored } = scripted([exploring, shrinking, shrinking, exploring]);
    await expect(explored).rejects.toThrow('did not come back');
  });
});
