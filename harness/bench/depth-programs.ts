import fc from 'fast-check';
import type { Case } from './cases/case.ts';

/** A program whose bug shows if, and only if, `depth` events come in a certain order. */
export interface DepthProgram {
  readonly depth: number;
  /** Events of every run, and the most that are pending at once: chains of causally ordered events. */
  readonly events: number;
  readonly width: number;
  readonly program: Case;
}

const CHAIN = 4;
const NAMES = ['a', 'b', 'c'];

/** Three tasks of four events each, of which `isWrong` is told the order, as `a1`, `b1`, `a2` and so on. */
function chains(
  depth: number,
  isWrong: (comesBefore: (x: string, y: string) => boolean) => boolean,
): DepthProgram {
  const program: Case = {
    name: `a bug of depth ${depth}`,
    usual: {},
    workload: fc.constant({}),
    run(world) {
      const step = world.operation('step');
      const order: string[] = [];
      for (const name of NAMES) {
        world.task(name, async () => {
          order.push(`${name}1`);
          for (let n = 2; n <= CHAIN; n++) await step(String(n), () => order.push(`${name}${n}`));
        });
      }
      return () => (isWrong((x, y) => order.indexOf(x) < order.indexOf(y)) ? 'wrong order' : undefined);
    },
  };
  return { depth, events: NAMES.length * CHAIN, width: NAMES.length, program };
}

/**
 * Depth as the paper counts it: 1, all of b and c comes before a begins; 2, besides, b stops in the middle until a has
 * ended; 3, besides, a stops in the middle until b has gone on to its end.
 */
export const depthPrograms: readonly DepthProgram[] = [
  chains(1, (before) => before('b4', 'a1') && before('c4', 'a1')),
  chains(2, (before) => before('b2', 'a1') && before('a4', 'b3')),
  chains(3, (before) => before('b2', 'a1') && before('a2', 'b3') && before('b4', 'a3')),
];
