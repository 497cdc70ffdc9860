import { createRequire } from 'node:module';
import fc, { cloneIfNeeded, hasCloneMethod, type Plugin, type RunDetails } from 'fast-check';
import { active } from '../core/active-run.ts';
import { Exploration } from './exploration.ts';
import { generating } from './generating.ts';
import { hashString } from '../core/random.ts';
import { coming, current, type Origin, SchedulerHandle } from './handle.ts';
import { type Output, PropertyProgram } from './property-program.ts';
import { type Replayed, replayAsked } from './replayed.ts';
import { tellFinding, tellReplay } from './story.ts';

interface From {
  readonly origin: Origin;
  readonly isShrunk: boolean;
}

/** A value that failed: fast-check goes on with it, and shows the last one. */
interface Failed {
  readonly exploration: Exploration;
  /** As fast-check shows them. */
  readonly handles: ReadonlySet<SchedulerHandle<unknown>>;
}

/** Whose values come; undefined where none of them is a scheduler. */
function takeComing(): From | undefined {
  const { origin, isShrunk } = coming;
  coming.origin = undefined;
  return origin === undefined ? undefined : { origin, isShrunk };
}

/**
 * Values of its own for one run: those with state would remember the one before. A tuple of fast-check's is not asked to
 * clone itself: it loses what comes after its last value with state (4.10.2).
 */
function cloneOf(values: unknown): unknown {
  return Array.isArray(values) && hasCloneMethod(values) ? values.map(cloneOf) : cloneIfNeeded(values);
}

/** Of what was drawn beside schedulers, which tell of runs. */
function fingerprintOf(values: unknown): number {
  const drawn = Array.isArray(values) ? values : [values];
  return hashString(
    fc.stringify(drawn.map((value) => (value instanceof SchedulerHandle ? 'scheduler' : value))),
  );
}

/** @param shown collects the schedulers that take part, as fast-check shows them */
function forOneRun(values: unknown, shown: Set<SchedulerHandle<unknown>>): unknown {
  current.shown = shown;
  current.isCloning = true;
  try {
    return cloneOf(values);
  } finally {
    current.isCloning = false;
  }
}

/** What HEDDLE_REPLAY asks for; looked up once. */
let replayed: Replayed | undefined;

/** Has the engine run a property whose values hold a scheduler, with as many schedules as each value gets. */
const plugin: Plugin<unknown> = () => {
  let property: PropertyProgram | undefined;
  let failed: Failed | undefined;
  return {
    decorateGenerate: (generate) => (random, runId) => {
      const outer = generating.runId;
      generating.runId = runId;
      try {
        return generate(random, runId);
      } finally {
        generating.runId = outer;
      }
    },
    decorateRun: (run) => (values) => {
      const from = takeComing();
      // Inside of a run of the engine there is no other.
      if (from === undefined || active.run !== undefined) return run(values);
      property ??= new PropertyProgram();
      const handles = new Set<SchedulerHandle<unknown>>();
      const exploration = new Exploration(property, from.origin, fingerprintOf(values), async () =>
        run(forOneRun(values, handles)),
      );
      if (replayed !== undefined) return replay(exploration, replayed, handles);
      return outputOf(exploration, from).then((output) => {
        if (exploration.failure !== undefined) failed = { exploration, handles };
        return output;
      });
    },
    onAllRunsComplete: (details) =>
      failed === undefined || !details.failed ? undefined : tell(failed, details),
  };
};

async function outputOf(exploration: Exploration, { origin, isShrunk }: From): Promise<Output> {
  try {
    return await exploration.explore(origin, isShrunk);
  } catch (error) {
    return { error };
  }
}

/** Makes that one run, if it is one on this value; every other property passes. */
async function replay(
  exploration: Exploration,
  { token }: Replayed,
  handles: ReadonlySet<SchedulerHandle<unknown>>,
): Promise<Output> {
  if (!exploration.isOf(token)) return null;
  const { result, output } = await exploration.replay(token);
  for (const handle of handles) handle.story = tellReplay(result);
  return output;
}

/** Makes the schedule smaller, when fast-check has made all else smaller, and has the counterexample tell it. */
async function tell({ exploration, handles }: Failed, details: RunDetails<unknown>): Promise<void> {
  const { failure } = exploration;
  if (failure === undefined) return;
  try {
    const { finding, output } = await exploration.report(failure);
    const story = tellFinding(finding, details);
    for (const handle of handles) handle.story = story;
    // The error of the run that is shown, in the place of that of the run that was found first.
    if (output !== null && 'error' in output) Object.assign(details, { errorInstance: output.error });
  } catch (error) {
    for (const handle of handles) handle.story = [error instanceof Error ? error.message : String(error)];
  }
}

let isInstalled = false;

/**
 * Has fast-check's runner ask heddle to run properties with schedulers. Once; both copies of its package, that for
 * `import` and that for `require`.
 * @throws UsageError where HEDDLE_REPLAY is no token
 */
export function install(): void {
  if (isInstalled) return;
  isInstalled = true;
  const required = createRequire(import.meta.url)('fast-check') as typeof fc;
  replayed = replayAsked();
  for (const copy of new Set([fc, required])) {
    copy.installGlobalPlugin(plugin);
    if (replayed !== undefined)
      copy.configureGlobal({ ...copy.readConfigureGlobal(), ...replayed.place, endOnFailure: true });
  }
}
