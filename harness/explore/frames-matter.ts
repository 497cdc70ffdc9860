import type { Program } from '../program/program.ts';
import type { Explorer } from './explorer.ts';
import type { RunSeed } from './seed.ts';

/** The code under test goes another way where errors have no frames, though it looks at no stack. */
export class FramesMatterError extends Error {
  override readonly name = 'FramesMatterError';
  constructor() {
    super('The code under test goes another way where errors have no frames.');
  }
}

/** An order with no period: state that lives on and comes round again must not pass for the effect of frames. */
const TURNS = [true, false, false, true, false, true, true, false];

/** Whether a run that was not the same when it was made again is the same each time with frames, and without. */
export function framesMatter(program: Program, explorer: Explorer, seed: RunSeed): boolean {
  const fingerprint = (frames: boolean): string => {
    const { picker, workload } = explorer.picker(seed);
    const run = program.runWith(frames, workload, picker);
    return JSON.stringify([run.hashOrder(seed.workload), run.findings]);
  };
  const framed = new Set<string>();
  const bare = new Set<string>();
  for (const frames of TURNS) (frames ? framed : bare).add(fingerprint(frames));
  return framed.size === 1 && bare.size === 1 && [...framed][0] !== [...bare][0];
}
