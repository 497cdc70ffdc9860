import { describe, expect, test } from 'vitest';
import { conflicts, record } from './run-pair.fixture.ts';

/** Two steps, and what they share; nothing where they are independent. */
export type PairRow = readonly [first: string, second: string, ...shared: string[]];

/** Declares a test for each pair of steps of one program, and one that they are told by the instrumentation. */
export function pairs(about: string, program: string, rows: readonly PairRow[]): void {
  describe(about, () => {
    test.each(rows.map(([first, second, ...shared]) => ({ first, second, shared })))(
      '$first and $second share $shared',
      async ({ first, second, shared }) => {
        const [a, b] = await record(program, [first, second]);
        expect(conflicts(a, b).sort()).toEqual(shared.sort());
      },
    );

    const dependent = rows.find(([, , ...shared]) => shared.some((one) => !one.includes('promise')));
    test.runIf(dependent !== undefined)('nothing is told of them unless they are instrumented', async () => {
      const [first, second, ...shared] = dependent ?? ['', ''];
      const [a, b] = await record(program, [first, second], false);
      for (const one of shared) expect(conflicts(a, b)).not.toContain(one);
    });
  });
}
