import { Explorer } from '../explore/explorer.ts';
import { reportFirst } from '../explore/report-failure.ts';
import type { Failure } from '../explore/failure.ts';
import { afterImports } from '../program/after-imports.ts';
import { type ReplayResult, replaySchedule } from '../replay/replay.ts';
import type { ReportedFinding } from '../result.ts';
import { Replayer } from '../schedule/replayer.ts';
import type { Token } from '../schedule/token.ts';
import { portfolio } from '../strategies/portfolio.ts';
import { randomWalk } from '../strategies/random-walk.ts';
import type { Origin } from './handle.ts';
import { PROPERTY_ID } from './property-id.ts';
import { isFailure, MAX_STEPS, type Output, type PropertyProgram, VARIANT } from './property-program.ts';

const samplers = portfolio.filter(({ samples }) => samples);
/** Deliveries of one value: where runs are long, fewer schedules are tried, the prompt one and one other at least. */
const STEPS_MAX = 5_000;
/** Schedules that are tried on a value that fast-check made smaller, before it counts as passing; and deliveries. */
const SEARCH_MAX = 200;
const SEARCH_STEPS_MAX = 20_000;

const CUT_OFF = `No run of the property came to its end within ${MAX_STEPS.toLocaleString('en-US')} steps.`;

/** The schedules of one value of a property. A function of the value and its origin: what ran before has no say. */
export class Exploration {
  readonly #property: PropertyProgram;
  readonly #run: () => Promise<Output>;
  readonly #workload: unknown;
  readonly #explorer: Explorer;

  /**
   * @param values a fingerprint of what fast-check drew beside the scheduler: two properties may have the same origin
   * @param run runs the property on that value
   */
  constructor(property: PropertyProgram, origin: Origin, values: number, run: () => Promise<Output>) {
    this.#property = property;
    this.#run = run;
    this.#workload = { base: origin.base, values };
    this.#explorer = new Explorer(property.program, origin.base, [this.#workload]);
  }

  /** Tries schedules until one fails. @param isShrunk whether fast-check made the value smaller after a failure */
  async explore({ runId = 0, schedules }: Origin, isShrunk: boolean): Promise<Output> {
    await this.#inSlice(() => {
      if (isShrunk) this.#search();
      else this.#sample(runId, schedules);
    });
    const { failure } = this;
    if (failure !== undefined) return this.#failed(failure);
    if (this.#property.hasHeld) return null;
    // Some orders are much longer than others; where none came to its end, nothing is known.
    if (this.#explorer.statistics.cutOff > 0) return { error: new Error(CUT_OFF) };
    return this.#property.output ?? null;
  }

  /** The first failure that was found. */
  get failure(): Failure | undefined {
    const [failure] = this.#explorer.statistics.failures.values();
    return failure;
  }

  #inSlice<T>(work: () => T): Promise<T> {
    const slice = (): Promise<T> =>
      this.#property.program.inSlice(() => {
        this.#property.run = this.#run;
        this.#property.hasHeld = false;
        return work();
      });
    return afterImports(slice);
  }

  /** A few, which differ from one run of the property to the next: together they are an exploration. */
  #sample(runId: number, schedules: number): void {
    const explorer = this.#explorer;
    const { statistics } = explorer;
    const profile = explorer.profile(0);
    for (let n = 1; n < schedules && statistics.failing === 0; n++) {
      if (n > 1 && statistics.steps >= STEPS_MAX) return;
      // Where the prompt order does not come to its end, what is near to it does not either.
      const strategy = statistics.cutOff > 0 ? randomWalk : samplers[(runId + n - 1) % samplers.length];
      if (strategy !== undefined) explorer.make(strategy, 0, profile, [runId]);
    }
  }

  #search(): void {
    const { statistics } = this.#explorer;
    const isSpent = (): boolean => statistics.schedules >= SEARCH_MAX || statistics.steps >= SEARCH_STEPS_MAX;
    while (statistics.failing === 0 && !isSpent() && this.#explorer.next());
  }

  /** Makes the schedule of the failure smaller, and leaves the value as that run left it. */
  report(failure: Failure): Promise<{ readonly finding: ReportedFinding; readonly output: Output }> {
    const { program } = this.#property;
    return this.#inSlice(() => {
      const finding = reportFirst(program, this.#explorer, failure);
      program.run(this.#workload, new Replayer(finding.schedule));
      return { finding, output: this.#failed(finding) };
    });
  }

  /** Whether `token` is that of a run on this value. */
  isOf({ workload }: Token): boolean {
    return JSON.stringify(workload) === JSON.stringify(this.#workload);
  }

  /** Makes the one run of `token`, strictly. */
  async replay({ schedule, digest, signature, checks }: Token): Promise<{
    readonly result: ReplayResult;
    readonly output: Output;
  }> {
    this.#property.run = this.#run;
    const input = { workload: this.#workload, schedule, expected: { digest, signature, checks } };
    const result = await replaySchedule(PROPERTY_ID, this.#property.scenario, VARIANT, input);
    const wrong = result.divergence ?? result.escape;
    const [finding] = result.findings;
    if (wrong !== undefined) return { result, output: { error: new Error(wrong) } };
    return { result, output: finding === undefined ? null : this.#failed(finding) };
  }

  /** What the property itself says, or else what the engine found: a deadlock, a rejection that nobody handled. */
  #failed({ signature, message }: { readonly signature?: string; readonly message?: string }): Output {
    const { output } = this.#property;
    return isFailure(output) ? output : { error: new Error(message ?? signature) };
  }
}
