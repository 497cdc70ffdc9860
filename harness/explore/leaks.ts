import { signatureOf } from '../core/finding.ts';
import type { Picker } from '../core/picker.ts';
import type { Run } from '../core/run.ts';
import type { Program } from '../program/program.ts';
import type { ReportedFinding } from '../result.ts';
import { expectationOf } from '../expectation.ts';
import type { Schedule } from '../schedule/exceptions.ts';
import { Replayer } from '../schedule/replayer.ts';
import { Tracer } from '../trace/tracer.ts';
import type { TraceStep } from '../trace/step.ts';
import { tellLasting } from '../lasting-state/tell-lasting.ts';
import { type Lasting, whatLasts } from '../lasting-state/what-lasts.ts';
import { freezeWorkload } from '../program/workloads.ts';
import { hrtime } from '../core/real-time.ts';
import type { Explorer } from './explorer.ts';
import type { RecordRuns } from './record-runs.ts';
import type { Sample } from './statistics.ts';
import type { ReducedSpace, SpaceToReduce } from './reduced/reduced-space.ts';
import { formatSeed } from './seed.ts';

/** A run that is to be made in another realm: plain data. */
export interface RunToRepeat {
  /** A JSON value. */
  readonly workload: unknown;
  /** What makes it differ from the prompt run. */
  readonly schedule: Schedule;
}

/** What a run came to: equal for equal runs, wherever they are made. */
export interface RunFacts {
  /** A fingerprint of its steps, with times, arguments and answers. */
  readonly digest: string;
  /** One digit of it after each step. */
  readonly checks: string;
  /** `kind/invariant` of each finding. */
  readonly signatures: readonly string[];
}

/** Makes runs in realms that have not made the runs of this exploration: modules are loaded anew there. */
export interface Elsewhere {
  /** Makes runs in a realm that has made few; the same realm each time. */
  inShared(runs: readonly RunToRepeat[]): Promise<readonly RunFacts[]>;
  /** Makes a run as the first of a realm. */
  alone(run: RunToRepeat): Promise<RunFacts>;
  /** Makes a run as the first of a realm, and says what it changes there that outlives it. */
  lastingOf(run: RunToRepeat): Promise<readonly Lasting[]>;
  /** Makes runs in a realm whose code tells what it reads and writes. In the order of `runs`. */
  readonly recorded: RecordRuns;
  /** Looks at all schedules up to equivalent orders, in a realm whose code tells what it reads and writes. */
  reduced?(space: SpaceToReduce): Promise<ReducedSpace>;
}

/** What was seen, here, of a run that is to be made elsewhere. */
interface Seen extends RunToRepeat, RunFacts {
  /** How it is called: "the failure …", "the prompt run". */
  readonly name: string;
  readonly finding: ReportedFinding | undefined;
  /** Finds the lines that asked for each step, which takes longer than the run. */
  readonly steps: () => readonly TraceStep[];
}

/** State of modules reaches from run to run: one sentence, and what was seen but does not show in a fresh realm. */
export interface Leak {
  readonly reason: string;
  readonly unconfirmed: ReadonlySet<ReportedFinding>;
}

/** Passing runs of an exploration that are made elsewhere, beside the prompt one. */
const SAMPLES = 3;
/** Real milliseconds for realms of their own; each costs as much as some thousand runs. */
const ALONE_MS_MAX = 30_000;

/**
 * Compares runs with what they come to in a realm that did not make those before. Each unexpected failure is made as the
 * first run of a realm, as long as there is time; the others, the prompt run and a sample of all runs in one that has
 * made few, once each; where that differs, alone too. It is enough for state that grows or changes with the number of runs, or that a first run
 * leaves behind: here a run came after many, there it comes first of its variant, or nearly.
 */
export async function findLeak(
  program: Program,
  findings: readonly ReportedFinding[],
  samples: SamplesSeen,
  elsewhere: Elsewhere,
): Promise<Leak | undefined> {
  const failures = await program.inSlice(() => failuresSeen(program, findings));
  const seen = [...failures, ...samples.seen];
  const differing: (readonly [Seen, RunFacts])[] = [];
  const others: Seen[] = [];
  const endsAt = hrtime() + BigInt(ALONE_MS_MAX) * 1_000_000n;
  for (const run of seen) {
    if (run.finding === undefined || !isUnexpected(program, run.finding) || hrtime() > endsAt) {
      others.push(run);
      continue;
    }
    const fresh = await elsewhere.alone(plain(run));
    if (differs(run, fresh)) differing.push([run, fresh]);
  }
  // Several failures may show in one run.
  const distinct = new Map(others.map((run) => [keyOf(run), plain(run)]));
  const facts = distinct.size === 0 ? [] : await elsewhere.inShared([...distinct.values()]);
  const known = new Map([...distinct.keys()].map((key, index) => [key, facts[index]]));
  for (const run of others) {
    const there = known.get(keyOf(run));
    if (there === undefined || !differs(run, there)) continue;
    const fresh = await elsewhere.alone(plain(run));
    differing.push([run, differs(run, fresh) ? fresh : there]);
  }
  const [worst] = differing;
  if (worst === undefined) return undefined;
  const lasting = await elsewhere.lastingOf(plain(worst[0]));
  const unconfirmed = differing.flatMap(([{ finding }, there]) =>
    finding === undefined || there.signatures.includes(signatureOf(finding)) ? [] : [finding],
  );
  const reason = await program.inSlice(() => reasonOf(...worst, lasting));
  return { reason, unconfirmed: new Set(unconfirmed) };
}

const ADVICE =
  "If that is the package's own affair, give each run a module of its own: fresh('…') as the variant, or fresh: true in the scenario.";

function reasonOf(here: Seen, there: RunFacts, lasting: readonly Lasting[]): string {
  const lost = here.signatures.filter((signature) => !there.signatures.includes(signature));
  const gained = there.signatures.filter((signature) => !here.signatures.includes(signature));
  const step = stepOf(here, there);
  const differences = [
    ...(lost.length > 0 ? [`it does not show ${lost.join(', ')}`] : []),
    ...(gained.length > 0 ? [`it shows ${gained.join(', ')}`] : []),
    step.told,
  ];
  return `State outlives a run: ${here.name} is another where it is the first in a fresh worker: ${differences.join('; ')}. ${tellLasting(lasting, step.file)} ${ADVICE}`;
}

/** The first step that is not the same, with the line that asked for it, and the file of that. */
function stepOf(here: Seen, there: RunFacts): { readonly told: string; readonly file?: string } {
  const at = firstDifference(here.checks, there.checks);
  if (at === undefined) return { told: 'all steps are the same' };
  const step = here.steps().find((candidate) => candidate.step === at);
  if (step === undefined) return { told: `it goes on after step ${at - 1}, where it ended here` };
  const told = `the first step that differs is ${at} (here \`${step.event}\``;
  if (step.location === undefined) return { told: `${told})` };
  return { told: `${told}, asked for at ${step.location})`, file: step.location.replace(/:\d+$/, '') };
}

/** The first of two runs' digits that differs; undefined where none does. */
function firstDifference(a: string, b: string): number | undefined {
  for (let i = 0; i < Math.max(a.length, b.length); i++) if (a[i] !== b[i]) return i;
  return undefined;
}

function differs(a: RunFacts, b: RunFacts): boolean {
  return a.digest !== b.digest || a.signatures.join() !== b.signatures.join();
}

function plain({ workload, schedule }: Seen): RunToRepeat {
  return { workload, schedule };
}

function isUnexpected({ scenario, variantId }: Program, { invariant }: ReportedFinding): boolean {
  return expectationOf(scenario, variantId, invariant) !== 'violated';
}

/** Equal for runs that have the same workload and schedule. */
function keyOf({ workload, schedule }: RunToRepeat): string {
  return JSON.stringify([workload, schedule]);
}

function failuresSeen(program: Program, findings: readonly ReportedFinding[]): Seen[] {
  const known = new Map<string, Facts>();
  return findings.map((finding) => {
    const { workload, schedule, message } = finding;
    const key = keyOf(finding);
    const facts = known.get(key) ?? factsHere(program, workload, schedule);
    known.set(key, facts);
    return { name: `the failure "${message}"`, finding, workload, ...facts, schedule };
  });
}

/** Some of the sampled runs as they are here, written down where samples are made again anyway. */
export class SamplesSeen {
  readonly #program: Program;
  readonly #explorer: Explorer;
  readonly #chosen: ReadonlySet<Sample>;
  readonly #seen: Seen[] = [];

  constructor(program: Program, explorer: Explorer) {
    this.#program = program;
    this.#explorer = explorer;
    const { samples } = explorer.statistics;
    const every = Math.max(1, Math.floor(samples.length / (SAMPLES + 1)));
    this.#chosen = new Set(samples.filter((_, index) => index % every === 0).slice(0, SAMPLES + 1));
  }

  /** Those that were made again so far, the prompt run first. */
  get seen(): readonly Seen[] {
    return this.#seen;
  }

  /** Makes a sampled run again, where it is one of those. */
  remake(sample: Sample): Run | undefined {
    if (!this.#chosen.has(sample)) return undefined;
    const { seed } = sample;
    const { workload } = this.#explorer.picker(seed);
    const name = this.#seen.length === 0 ? 'the prompt run' : `the run ${formatSeed(seed)}`;
    const { run, ...facts } = factsOf(this.#program, workload, () => this.#explorer.picker(seed).picker);
    this.#seen.push({ name, finding: undefined, workload, ...facts });
    return run;
  }
}

/** A trace that keeps no step is enough to compare. */
const NO_STEP = Infinity;

type Facts = Pick<Seen, 'schedule' | 'steps' | keyof RunFacts>;

/** Of a run that was made here before: what is real in it was looked for then. */
function factsOf(program: Program, workload: unknown, picker: () => Picker): Facts & { readonly run: Run } {
  const tracer = new Tracer(NO_STEP);
  const { schedule, digest, checks, run } = program.trace(workload, picker(), NO_STEP, tracer, false);
  const steps = (): readonly TraceStep[] => program.trace(workload, picker()).steps;
  return { schedule, digest, checks, signatures: run.findings.map(signatureOf), steps, run };
}

function factsHere(program: Program, workload: unknown, schedule: Schedule): Facts {
  const { run: _, ...facts } = factsOf(program, workload, () => new Replayer(schedule));
  return facts;
}

/** Makes runs for another realm, in this one. */
export function repeatRuns(program: Program, runs: readonly RunToRepeat[]): Promise<readonly RunFacts[]> {
  return program.inSlice(() => runs.map((run) => repeat(program, run)));
}

/** Makes a run for another realm, in this one, and says what it changes that outlives it. */
export function lastingOf(program: Program, run: RunToRepeat): Promise<readonly Lasting[]> {
  return program.inSlice(() => whatLasts(program.scenario, () => void repeat(program, run)));
}

function repeat(program: Program, { workload, schedule }: RunToRepeat): RunFacts {
  const frozen = freezeWorkload(program.id, workload);
  const { digest, checks, run } = program.trace(frozen, new Replayer(schedule), NO_STEP);
  return { digest, checks, signatures: run.findings.map(signatureOf) };
}
