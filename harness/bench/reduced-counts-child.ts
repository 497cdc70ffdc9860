/* Goes through all orders of each case, and through those up to equivalent orders; prints the counts. */
import type { Run } from '../core/run.ts';
import { leanRecorder, reduce } from '../explore/reduced/reduce.ts';
import { recordingRuntime } from '../footprint/recording/runtime.ts';
import type { Program } from '../program/program.ts';
import type { Case } from './cases/case.ts';
import { cases } from './cases/index.ts';
import { independentTasks } from './exact-counts.ts';
import { everyRun } from './peers/every-run.ts';
import { programOfCase } from './peers/heddle.ts';
import type { ReducedCount } from './reduced-counts.ts';

/** Of cases whose complete enumeration takes long: 15! / (5!)³. */
const KNOWN = new Map([['3 tasks of 5 events', 756_756]]);
/** A case with more orders than that is left out. */
const COMPLETE_MAX = 20_000;

interface Seen {
  runs: number;
  blocked: number;
  standsFor: number | undefined;
  outcomes: Set<string>;
}

function outcomeOf(run: Run): string {
  const tasks = run.tasks.all.map(({ name, status }) => `${name} ${status}`);
  return [run.ending, ...tasks, ...run.findings.map(({ message }) => message)].join('\n');
}

function reduced(program: Program, workload: unknown): Seen {
  const nothing = (): Seen => ({ runs: 0, blocked: 0, standsFor: 0, outcomes: new Set() });
  let seen = nothing();
  for (const attempt of reduce(program, workload, leanRecorder(recordingRuntime()))) {
    if (attempt.what === 'again') seen = nothing();
    else if (attempt.what === 'blocked') seen.blocked += 1;
    else if (attempt.what === 'run') {
      const { run, orders } = attempt;
      seen.runs += 1;
      seen.standsFor =
        orders === undefined || seen.standsFor === undefined ? undefined : seen.standsFor + orders;
      seen.outcomes.add(outcomeOf(run));
    }
  }
  return seen;
}

function complete(
  program: Program,
): { readonly runs: number; readonly outcomes: ReadonlySet<string> } | undefined {
  const outcomes = new Set<string>();
  let runs = 0;
  for (const outcome of everyRun(program, (picker) => outcomeOf(program.run({}, picker)))) {
    if (runs++ >= COMPLETE_MAX) return undefined;
    outcomes.add(outcome);
  }
  return { runs, outcomes };
}

function isSame(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((one) => b.has(one));
}

async function countOf(one: Case): Promise<ReducedCount | undefined> {
  const program = programOfCase(one);
  const known = KNOWN.get(one.name);
  const all = known === undefined ? await program.inSlice(() => complete(program)) : undefined;
  if (known === undefined && all === undefined) return undefined;
  const startedAt = process.cpuUsage();
  const { outcomes, standsFor, ...counts } = await program.inSlice(() => reduced(program, {}));
  const { user, system } = process.cpuUsage(startedAt);
  return {
    name: one.name,
    complete: known ?? all?.runs ?? 0,
    ...counts,
    ...(standsFor !== undefined && { standsFor }),
    sameOutcomes: all === undefined ? outcomes.size === 1 : isSame(all.outcomes, outcomes),
    seconds: (user + system) / 1e6,
  };
}

const counts: ReducedCount[] = [];
for (const one of [...cases, independentTasks(3, 5)]) {
  const count = await countOf(one);
  if (count !== undefined) counts.push(count);
}
process.stdout.write(JSON.stringify(counts));
