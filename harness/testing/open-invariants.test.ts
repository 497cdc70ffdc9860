import { expect, test } from 'vitest';
import { explore } from './explore.ts';

test('a test speaks of invariants without declaring them, and fails where one does not hold', async () => {
  const counting = (most: number) =>
    explore(
      'two at a time',
      async (sim) => {
        let inside = 0;
        const work = sim.operation('work');
        sim.always('few', () => inside <= most || `${inside} are inside`);
        const enter = async (): Promise<void> => {
          inside += 1;
          await work.call(undefined, () => {});
          inside -= 1;
        };
        await sim.all({ a: enter, b: enter });
      },
      { runs: 50, keep: false },
    );
  await counting(2);
  await expect(counting(1)).rejects.toThrow('2 are inside');
});

test('what cannot be meant fails a test in one line, whatever its body catches', async () => {
  const body = explore('careless', async (sim) => {
    sim.always('few', () => true);
    try {
      sim.always('few', () => true);
    } catch {
      // Swallowed.
    }
  });
  await expect(body).rejects.toThrow("Two of sim.always and sim.eventually are called 'few'");
});
