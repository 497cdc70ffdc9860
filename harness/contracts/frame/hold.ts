import fc from 'fast-check';
import type { Contract, RunningReal } from './contract.ts';
import { type Compared, firstDifference } from './difference.ts';
import type { History, Step } from './history.ts';
import { play } from './play.ts';
import { linesOf, Recorded } from './recorded.ts';

export interface HoldOptions {
  /** How many histories are drawn. */
  readonly random: number;
  readonly seed: number;
  /** Whether the real service's answers are recorded, in place of being compared with those that were. */
  readonly record: boolean;
}

/** What came of one contract. */
export interface Held {
  readonly byHand: number;
  readonly random: number;
  readonly observations: number;
  /** Those written by hand that differ, and the smallest that was found at random, if one was. */
  readonly differing: readonly Compared[];
  /** Histories to which the real service now answers something else than what was recorded. */
  readonly outdated: readonly string[];
}

/** Plays the histories of a contract on both sides, and compares what is seen. */
export async function hold(contract: Contract, real: RunningReal, options: HoldOptions): Promise<Held> {
  let observations = 0;
  const compare = async (history: History): Promise<Compared> => {
    const compared = {
      name: history.name,
      simulated: await play(history, await contract.simulated()),
      real: await play(history, await real.sessions()),
    };
    observations += compared.real.length;
    return compared;
  };
  const all: Compared[] = [];
  for (const history of contract.histories) all.push(await compare(history));
  const differing = all.filter((compared) => firstDifference(compared) !== undefined);
  const recorded = new Recorded(contract.name);
  if (options.record) recorded.write(all);
  const outdated = contract.histories.filter(
    (history, at) => recorded.of(history)?.join('\n') !== linesOf(all[at]?.real ?? []).join('\n'),
  );
  const drawn = await draw(contract, options, compare);
  return {
    byHand: contract.histories.length,
    random: drawn.played,
    observations,
    differing: [...differing, ...drawn.differing],
    outdated: outdated.map(({ name }) => name),
  };
}

async function draw(
  { random }: Contract,
  options: HoldOptions,
  compare: (history: History) => Promise<Compared>,
): Promise<{ readonly played: number; readonly differing: readonly Compared[] }> {
  if (options.random === 0) return { played: 0, differing: [] };
  let smallest: Compared | undefined;
  const name = `random, seed ${options.seed}`;
  const property = fc.asyncProperty(random, async (steps: readonly Step[]) => {
    const compared = await compare({ name, steps });
    if (firstDifference(compared) === undefined) return true;
    // Each that fails is smaller than the one before it.
    smallest = compared;
    return false;
  });
  const { numRuns, errorInstance } = await fc.check(property, {
    seed: options.seed,
    numRuns: options.random,
  });
  if (smallest === undefined && errorInstance !== null) throw errorInstance;
  return { played: numRuns, differing: smallest === undefined ? [] : [smallest] };
}
