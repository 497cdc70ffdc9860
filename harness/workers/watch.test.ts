import { describe, expect, it } from 'vitest';
import { Beacon } from './beacon.ts';
import { describeStuck } from './stuck.ts';
import { Watch } from './watch.ts';

const seed = { base: 1, workload: 0, strategy: 'prompt', parameters: [] };

function watching(limitSeconds: number): { beacon: Beacon; watch: Watch } {
  const beacon = new Beacon();
  return { beacon, watch: new Watch(beacon, limitSeconds, 500) };
}

function begin(beacon: Beacon): void {
  beacon.begin();
  beacon.announce(seed);
  beacon.runBegins();
}

describe('the watch', () => {
  it('names the run that does not come back, once its time is over', () => {
    const { beacon, watch } = watching(1);
    begin(beacon);
    expect([watch.look(), watch.look()]).toEqual([undefined, undefined]);
    expect(watch.look()).toEqual({ schedule: 1, seed: '1.0.prompt', limitSeconds: 1 });
  });

  it('begins anew with each run', () => {
    const { beacon, watch } = watching(1);
    begin(beacon);
    for (let run = 0; run < 10; run++) {
      watch.look();
      watch.look();
      beacon.runBegins();
      expect(watch.look()).toBeUndefined();
    }
  });

  it('gives loading all the time it takes, and any run without a limit', () => {
    const loading = watching(1);
    const unlimited = watching(0);
    begin(unlimited.beacon);
    for (let look = 0; look < 100; look++) {
      expect(loading.watch.look()).toBeUndefined();
      expect(unlimited.watch.look()).toBeUndefined();
    }
  });

  it('names no schedule for a run that shrinks', () => {
    const { beacon, watch } = watching(1);
    begin(beacon);
    beacon.runBegins();
    watch.look();
    watch.look();
    expect(watch.look()).toEqual({ schedule: undefined, seed: undefined, limitSeconds: 1 });
  });
});

describe('what is said of a run that does not come back', () => {
  it('names the command that replays it', () => {
    const text = describeStuck({ schedule: 38, seed: '1.0.walk.37', limitSeconds: 30 }, 'counter/spins loop');
    expect(text).toMatch(/^The run 1\.0\.walk\.37 did not come back within 30 s: the code under test loops/);
    expect(text).toMatch(/npx heddle replay counter\/spins loop --seed 1\.0\.walk\.37$/);
  });

  it('counts it where its seed is too long', () => {
    const text = describeStuck({ schedule: 38, seed: undefined, limitSeconds: 30 }, 'counter/spins loop');
    expect(text).toMatch(/^Schedule 38 did not come back/);
    expect(text).not.toContain('replay');
  });
});
