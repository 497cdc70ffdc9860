import type { Case } from './cases/case.ts';
import type { Peer, Turn } from './peers/peer.ts';
import { BarePeer } from './peers/bare.ts';
import { FastCheckPeer } from './peers/fast-check.ts';
import { HeddlePeer } from './peers/heddle.ts';
import { median, quantile } from './statistics.ts';

/** How long each comparison lasts. */
export interface SpeedBudget {
  /** Turns of each peer that count. */
  readonly rounds: number;
  readonly turnMs: number;
  /** Before the first that counts, per peer. */
  readonly warmUpMs: number;
  /** Before the first case, per peer: what all cases share is compiled by then. */
  readonly firstWarmUpMs: number;
}

/** One case on all peers. Rates are schedules per second, medians of the rounds. */
export interface CaseSpeed {
  readonly name: string;
  readonly heddle: number;
  readonly fastCheck: number;
  readonly bare: number;
  /** heddle / fast-check */
  readonly ratioFastCheck: number;
  /** bare / heddle */
  readonly ratioBare: number;
  /** bare / heddle per step and not per schedule: other orders may take more or fewer steps. */
  readonly ratioBarePerStep: number;
  /** Deliveries in a schedule, on the average. */
  readonly steps: { readonly heddle: number; readonly fastCheck: number; readonly bare: number };
  /** Interquartile range of the rounds' own ratios bare / heddle, as a share of their median. */
  readonly noise: number;
}

/**
 * To be called once, with the case that is measured first: else that one alone would pay for what V8 compiles, which is
 * more where a peer has more code.
 */
export async function warmUpEngines(one: Case, { firstWarmUpMs }: SpeedBudget): Promise<void> {
  for (const peer of peersOf(one)) await peer.turn(firstWarmUpMs);
}

function peersOf(one: Case): readonly [heddle: Peer, fastCheck: Peer, bare: Peer] {
  return [new HeddlePeer(one), new FastCheckPeer(one), new BarePeer(one)];
}

/** Lets the peers take turns in one process, so that whatever else the machine does hits all of them. */
export async function compareSpeed(one: Case, budget: SpeedBudget): Promise<CaseSpeed> {
  const peers = peersOf(one);
  const [heddle, fastCheck, bare] = [new Track(peers[0]), new Track(peers[1]), new Track(peers[2])];
  const tracks = [heddle, fastCheck, bare];
  for (const track of tracks) await track.warmUp(budget.warmUpMs);
  for (let round = 0; round < budget.rounds; round++) {
    // Each round begins with another one: none always runs in the wake of the same.
    for (let i = 0; i < tracks.length; i++) await tracks[(round + i) % tracks.length]?.run(budget.turnMs);
  }
  const perRound = heddle.rates.map((rate, round) => (bare.rates[round] ?? Number.NaN) / rate);
  return {
    name: one.name,
    heddle: Math.round(heddle.rate),
    fastCheck: Math.round(fastCheck.rate),
    bare: Math.round(bare.rate),
    ratioFastCheck: round3(heddle.rate / fastCheck.rate),
    ratioBare: round3(bare.rate / heddle.rate),
    ratioBarePerStep: round3((bare.rate * bare.steps) / (heddle.rate * heddle.steps)),
    steps: { heddle: round3(heddle.steps), fastCheck: round3(fastCheck.steps), bare: round3(bare.steps) },
    noise: round3((quantile(perRound, 0.75) - quantile(perRound, 0.25)) / median(perRound)),
  };
}

class Track {
  readonly #peer: Peer;
  readonly #turns: Turn[] = [];

  constructor(peer: Peer) {
    this.#peer = peer;
  }

  async warmUp(ms: number): Promise<void> {
    await this.#peer.turn(ms);
  }

  async run(ms: number): Promise<void> {
    this.#turns.push(await this.#peer.turn(ms));
  }

  get rates(): number[] {
    return this.#turns.map(({ schedules, seconds }) => schedules / seconds);
  }

  get rate(): number {
    return median(this.rates);
  }

  get steps(): number {
    const sum = (of: 'steps' | 'schedules'): number =>
      this.#turns.reduce((total, turn) => total + turn[of], 0);
    return sum('steps') / sum('schedules');
  }
}

function round3(value: number): number {
  return Math.round(value * 1000) / 1000;
}
