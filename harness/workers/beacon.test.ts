import { describe, expect, it } from 'vitest';
import { strategies } from '../strategies/portfolio.ts';
import { Beacon } from './beacon.ts';

const watched = new Beacon();
const worker = new Beacon(watched.memory);

describe('a beacon', () => {
  it.each(strategies.map(({ name }) => name))('carries a seed of %s to the other side', (strategy) => {
    const seed = { base: 4_294_967_295, workload: 39, strategy, parameters: [0, -1, 999_999_999_999_999] };
    worker.announce(seed);
    expect(watched.seed).toEqual(seed);
    worker.runBegins();
    expect(watched.seed).toEqual(seed);
  });

  it('carries no parameter of the seed before', () => {
    worker.announce({ base: 1, workload: 0, strategy: 'prompt', parameters: [1, 2, 3] });
    worker.announce({ base: 1, workload: 0, strategy: 'prompt', parameters: [] });
    expect(watched.seed?.parameters).toEqual([]);
  });

  it('names no seed for a run that does not explore', () => {
    worker.announce({ base: 1, workload: 0, strategy: 'prompt', parameters: [] });
    worker.runBegins();
    expect(watched.exploring).toBe(true);
    worker.runBegins();
    expect(watched.exploring).toBe(false);
    expect(watched.seed).toBeUndefined();
  });

  it('names no seed where it has too many parameters, or a strategy that nobody knows', () => {
    const parameters = Array.from({ length: 1_001 }, (_, index) => index);
    worker.announce({ base: 1, workload: 0, strategy: 'prompt', parameters });
    expect(watched.seed).toBeUndefined();
    worker.announce({ base: 1, workload: 0, strategy: 'nowhere', parameters: [] });
    expect(watched.seed).toBeUndefined();
    expect(watched.exploring).toBe(true);
  });

  it('counts runs, and those of them that explore', () => {
    const fresh = new Beacon();
    expect([fresh.running, fresh.exploring, fresh.share]).toEqual([false, false, 0]);
    for (let run = 0; run < 3; run++) {
      if (run < 2) fresh.announce({ base: 1, workload: 0, strategy: 'prompt', parameters: [] });
      fresh.runBegins();
    }
    expect([fresh.runs, fresh.schedules]).toEqual([3, 2]);
  });

  it('tells the worker to stop, and the watcher how far it is', () => {
    expect(worker.stopped).toBe(false);
    watched.stop();
    expect(worker.stopped).toBe(true);
    worker.advance(30, 40);
    expect(watched.share).toBe(0.75);
    // A complete enumeration comes after all that was planned.
    worker.advance(80, 40);
    expect(watched.share).toBe(1);
  });
});
