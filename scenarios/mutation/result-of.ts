import type { Mutation } from './mutants.ts';
import type { Equivalent, MutationResult, Survivor } from './result.ts';
import type { Subject } from './subjects.ts';
import type { Judgement } from './trial.ts';

export function resultOf(
  { name }: Subject,
  hashes: MutationResult['hashes'],
  judgements: readonly Judgement[],
): MutationResult {
  const survivors: Survivor[] = [];
  const equivalent: Equivalent[] = [];
  const killers: Record<string, number> = {};
  for (const { mutation, ...judged } of judgements) {
    if (judged.kind === 'killed') {
      killers[judged.kill.scenario] = (killers[judged.kill.scenario] ?? 0) + 1;
    } else if (judged.kind === 'equivalent') {
      equivalent.push({ ...told(mutation), reason: judged.reason });
    } else {
      survivors.push({ ...told(mutation), isReached: judged.isReached });
    }
  }
  const mutants = judgements.length;
  const killed = mutants - survivors.length - equivalent.length;
  const score = Math.floor((1_000 * killed) / Math.max(1, mutants - equivalent.length)) / 10;
  const sorted = Object.fromEntries(Object.entries(killers).sort(([a], [b]) => a.localeCompare(b)));
  return { subject: name, hashes, mutants, killed, score, killers: sorted, survivors, equivalent };
}

/** Numbers change whenever anything is written above. */
function told({ file, line, mutator, original, replacement }: Mutation): Omit<Mutation, 'id'> {
  return { file, line, mutator, original, replacement };
}
