import type { Choice, ChoicePoint, Picker } from '../../core/picker.ts';
import { Random } from '../../core/random.ts';
import { forced, type Input, type Outcome } from './forced.fixture.ts';
import { type Body, randomLoopProgram } from './loop-program.fixture.ts';
import { type Delivered, Follower, Labels, onEngine } from './on-engine.fixture.ts';
import { onRealLoop } from './on-real-loop.fixture.ts';

/** Lateness that excuses any stall of the machine, virtual milliseconds. */
const ANY_LATENESS_MS = 1e6;
/** Lateness of timers in the runs of the engine that the real loop is to follow. */
const LATENESS_MS = 3;
const ATTEMPTS = 4;

/** What came of comparing one run. */
export interface Comparison {
  /** Macrotasks that were alike. */
  readonly slices: number;
  /** Whether the whole run could be compared: the machine was not busy with something else. */
  readonly isDecided: boolean;
  /** How the two differ. */
  readonly difference?: string;
}

function programOf(seed: number, random: Random): Body {
  return randomLoopProgram(random, 4 + random.below(seed % 3 === 0 ? 20 : 10));
}

/** Runs a random program on the real loop, and asks the engine for the very same run. */
export async function engineFollowsNode(seed: number): Promise<Comparison> {
  const random = new Random(seed);
  const program = programOf(seed, random);
  const real = await onRealLoop(program, random);
  if (real.isBlurred) return { slices: 0, isDecided: false };
  const labels = new Labels();
  const follower = new Follower(real.slices, labels);
  const engine = await onEngine(program, follower, labels, ANY_LATENESS_MS, (run) => follower.stepped(run));
  const isRefused = follower.refusal !== undefined;
  if (follower.isStalled || (isRefused && follower.isUnsure)) return { slices: 0, isDecided: false };
  const hint = `program ${seed}: ${JSON.stringify(program)}`;
  const slices = real.slices.length;
  if (follower.refusal !== undefined) {
    const order = real.slices.map(({ label, atMs, untilMs }) => `${label}@${atMs}-${untilMs}`).join(' ');
    return { slices, isDecided: true, difference: `${follower.refusal}\n${order}\n${hint}` };
  }
  const [was, is] = [real.log.join(' '), engine.log.join(' ')];
  if (was === is) return { slices, isDecided: true };
  return { slices, isDecided: true, difference: `Node: ${was}\nheddle: ${is}\n${hint}` };
}

/** Runs a random program on the engine, in a random order, and asks the real loop for the very same run. */
export async function nodeFollowsEngine(seed: number, input: Input): Promise<Comparison> {
  const random = new Random(seed);
  const program = programOf(seed, random);
  const latenessMs = random.below(2) * LATENESS_MS;
  const { delivered } = await onEngine(program, new AnyOrder(random), new Labels(), latenessMs);
  let outcome: Outcome = { type: 'disturbed', slices: 0 };
  let slices = 0;
  for (let i = 0; i < ATTEMPTS && outcome.type !== 'same'; i++) {
    outcome = await forced(program, delivered, input);
    slices = Math.max(slices, outcome.slices);
  }
  if (outcome.type !== 'other') return { slices, isDecided: outcome.type === 'same' };
  const order = delivered.map(({ label, atMs }: Delivered) => `${label}@${atMs}`).join(' ');
  const difference = `${outcome.why}\n${order}\nprogram ${seed}: ${JSON.stringify(program)}`;
  return { slices, isDecided: true, difference };
}

/** Uniform over all that may come, at any moment at which it may. */
class AnyOrder implements Picker {
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  pick({ pending, latestMs, nowMs, delivery }: ChoicePoint): Choice {
    const index = pending.nthEnabled(this.#random.below(pending.countEnabled(latestMs)), latestMs);
    const opensMs = pending.events[index]?.opensMs ?? 0;
    const roomMs = latestMs - Math.max(nowMs, opensMs);
    if (Number.isFinite(roomMs) && roomMs > 0 && this.#random.below(3) === 0) {
      delivery.delayMs = this.#random.below(roomMs + 1);
    }
    return index;
  }
}
