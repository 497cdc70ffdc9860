import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Picker } from '../../core/picker.ts';
import type { Random } from '../../core/random.ts';
import { simulate } from '../../program/simulate.ts';
import { type Step, Walk } from './walk.fixture.ts';

/** A program that runs on the real Node and on the simulated one, and logs what it sees. */
export type Logging = (log: (label: string) => void, folder: string) => Promise<unknown>;

/** Virtual milliseconds within which anything comes: a busy machine keeps nothing back for longer. */
const LATENCY_MS = [0.1, 1_000] as const;
const GROUPS = ['fs', 'net', 'dns', 'zlib', 'crypto', 'process', 'message'];

/** A turn of the loop, so that programs begin in the same phase. */
function begin(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}

/** What one run on the real Node logs. */
export async function realOrder(program: Logging, random: Random): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'heddle-'));
  try {
    const labels: string[] = [];
    await begin();
    await program((label) => {
      labels.push(label);
      // Now and then the machine is busy with something else.
      if (random.below(4) === 0) spin(random.below(3));
    }, folder);
    return [...labels];
  } finally {
    await rm(folder, { recursive: true });
  }
}

function spin(ms: number): void {
  const endsMs = performance.now() + ms;
  while (performance.now() < endsMs);
}

/** What one run on the simulated Node logs. */
export async function simulatedOrder(
  program: Logging,
  picker: Picker,
  logged: (label: string) => void = () => {},
): Promise<readonly string[]> {
  let order: readonly string[] | undefined;
  const options = {
    commands: 'real',
    latencyMs: Object.fromEntries(GROUPS.map((group) => [group, LATENCY_MS])),
  } as const;
  await simulate(
    (sim) => {
      sim.task('program', async () => {
        const labels: string[] = [];
        await begin();
        await program((label) => {
          labels.push(label);
          if (order === undefined) logged(label);
        }, '/tmp');
        order = [...labels];
      });
    },
    { picker, node: options, limits: { timerLatenessMs: 1_000 } },
  );
  return order ?? [];
}

/** Looks for a run on the simulated Node that logs just that: random ones that go on from what came nearest. */
export async function canBeShown(
  program: Logging,
  wanted: readonly string[],
  random: Random,
  runsMax: number,
): Promise<boolean> {
  let [nearest, steps]: [number, readonly Step[]] = [-1, []];
  for (let runs = 0; runs < runsMax; runs++) {
    const walk = new Walk(steps.slice(0, random.below(steps.length + 1)), random);
    let alike = 0;
    const order = await simulatedOrder(program, walk, (label) => {
      if (walk.isOver || label !== wanted[alike]) walk.isOver = true;
      else alike += 1;
    });
    if (!walk.isOver && order.length === wanted.length) return true;
    if (alike >= nearest) [nearest, steps] = [alike, walk.steps];
  }
  return false;
}
