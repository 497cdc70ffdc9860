import { dataCauses } from '../explore/data-causes.ts';
import { describeNeighbour } from '../explore/report-failure.ts';
import { recorderInPlace, type RecordRuns } from '../explore/record-runs.ts';
import { afterImports } from '../program/after-imports.ts';
import { Program } from '../program/program.ts';
import { freezeWorkload } from '../program/workloads.ts';
import type { Scenario } from '../scenario.ts';
import { nearestPassing } from '../shrink/shrink.ts';
import { type ReplayInput, type ReplayResult, toldOf } from './replay.ts';

/**
 * What a replay showed; where it failed, with the nearest run that passes and the cause in data, as far as they are known.
 * @param expected as the replay was asked for
 * @param record Default: in this realm, where the code under test is instrumented
 */
export function withDataOfReplay(
  { id, scenario, variant }: { readonly id: string; readonly scenario: Scenario; readonly variant: string },
  result: ReplayResult,
  expected: ReplayInput['expected'],
  record?: RecordRuns,
): Promise<ReplayResult> {
  return afterImports(async () => {
    const told = toldOf(result, expected);
    const program = new Program(id, scenario, variant);
    const recorder = record ?? recorderInPlace(program);
    if (result.status !== 'failed' || told === undefined || recorder === undefined) return result;
    const { schedule, digest } = result;
    const workload = freezeWorkload(id, result.workload);
    const failing = await program.inSlice(() => ({ ...program.follow(workload, schedule), workload }));
    const passing = await program.inSlice(() => nearestPassing(program, failing));
    const { kind, message, step: violatingStep } = told;
    const failure = { kind, message, violatingStep, workload, schedule, digest };
    const [data] = await dataCauses(program, [{ ...failure, ...(passing && { passing }) }], recorder);
    const here = { run: failing.run, steps: result.steps };
    const shown =
      passing && (await program.inSlice(() => describeNeighbour(program, workload, passing, here)));
    return { ...result, ...(data && { data }), ...(shown && { passing: shown }) };
  });
}
