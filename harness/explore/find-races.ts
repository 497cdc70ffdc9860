import { promptPicker } from '../core/picker.ts';
import type { Footprints } from '../footprint/footprint.ts';
import { History } from '../footprint/cause/history.ts';
import type { RaceOutcome, ReportedRace } from '../footprint/races/reported-race.ts';
import { tellRace } from '../footprint/races/tell-race.ts';
import { type CheckThenAct, placesOf, unsynchronised } from '../footprint/races/unsynchronised.ts';
import { EscapedError } from '../program/escaped-error.ts';
import type { Program, Recorded, Traced } from '../program/program.ts';
import type { Hold, Schedule } from '../schedule/exceptions.ts';
import { Replayer, type ReplayLimits } from '../schedule/replayer.ts';
import { limitsOf } from '../shrink/attempts.ts';
import type { RecordRuns } from './record-runs.ts';
import { tellRun } from './told-run.ts';

/** Workloads whose prompt runs are looked at. */
const WORKLOADS_MAX = 4;
/** Races of one scenario and variant that are told. */
const RACES_MAX = 20;
/** Replays that may be made for one workload, and deliveries in all of them. */
const REPLAYS_MAX = 100;
const STEPS_MAX = 40_000;

/**
 * Unsynchronised check-then-act pairs in the prompt runs that pass: those for which a schedule brings the foreign write
 * in between, and what it did. Races that break an invariant come first, then the nearest.
 */
export async function findRaces(
  program: Program,
  workloads: readonly unknown[],
  record: RecordRuns,
): Promise<readonly ReportedRace[]> {
  const passing = await program.inSlice(() =>
    workloads.slice(0, WORKLOADS_MAX).flatMap((workload) => {
      const traced = program.trace(workload, promptPicker);
      return traced.run.findings.length === 0 ? [{ workload, traced }] : [];
    }),
  );
  const recorded = await record(passing.map(({ workload }) => ({ workload, schedule: [] })));
  const seen = new Set<string>();
  const races = await program.inSlice(() =>
    passing.flatMap(({ workload, traced }, nth) => {
      const record = recorded[nth];
      // A record says something of a run only where that goes as it does when nobody records it.
      if (record === undefined || !('footprints' in record) || record.footprints.digest !== traced.digest)
        return [];
      return racesOf(program, workload, traced, record.footprints, seen);
    }),
  );
  const rank = ({ outcome }: ReportedRace): number => (outcome.type === 'violates' ? 0 : 1);
  return races.toSorted((a, b) => rank(a) - rank(b)).slice(0, RACES_MAX);
}

function racesOf(
  program: Program,
  workload: unknown,
  { run, steps }: Traced,
  footprints: Footprints,
  seen: Set<string>,
): readonly ReportedRace[] {
  const createdAt = new Map(steps.map((step) => [step.step, step.createdAt]));
  const races: ReportedRace[] = [];
  let [replays, delivered] = [0, 0];
  for (const pair of unsynchronised(new History(footprints), createdAt)) {
    if (seen.has(placesOf(pair)) || seen.size >= RACES_MAX) continue;
    if (replays++ >= REPLAYS_MAX || delivered >= STEPS_MAX) break;
    const found = turned(program, workload, pair, limitsOf({ run }));
    if (found === undefined) continue;
    delivered += found.run.step;
    if (!isBetween(pair, found)) continue;
    seen.add(placesOf(pair));
    races.push(describe(program, workload, pair, found.schedule));
  }
  return races;
}

/** Undefined where the run would make something real: it shows nothing. */
function turned(
  program: Program,
  workload: unknown,
  pair: CheckThenAct,
  limits: ReplayLimits,
): Recorded | undefined {
  try {
    return program.follow(workload, scheduleFor(pair), limits);
  } catch (error) {
    if (error instanceof EscapedError) return undefined;
    throw error;
  }
}

/** Brings the other's write between look and act, where it is not there by itself. */
function scheduleFor({ look, act, other }: CheckThenAct): Schedule {
  const hold = (event: string, until: string): [Hold] => [{ type: 'hold', event, until }];
  if (other.stepAt > act.stepAt) return hold(act.step.event, other.step.event);
  return other.stepAt < look.stepAt ? hold(other.step.event, look.step.event) : [];
}

function isBetween({ look, act, other }: CheckThenAct, { run }: Recorded): boolean {
  const ids = run.delivered.map((event) => run.idOf(event));
  const [first, second, third] = [look, other, act].map(({ step }) => ids.indexOf(step.event));
  return first !== undefined && second !== undefined && third !== undefined
    ? first >= 0 && first < second && second < third
    : false;
}

function describe(program: Program, workload: unknown, pair: CheckThenAct, schedule: Schedule): ReportedRace {
  const traced = program.trace(workload, new Replayer(schedule));
  const [finding] = traced.run.findings;
  const { token } = tellRun(program, workload, traced, finding);
  const outcome: RaceOutcome =
    finding === undefined
      ? { type: 'nothing' }
      : { type: 'violates', kind: finding.kind, invariant: finding.invariant, message: finding.message };
  return { ...tellRace(pair), schedule, ...(token !== undefined && { token }), outcome };
}
