import {
  cloneMethod,
  type Scheduler,
  type SchedulerAct,
  type SchedulerReportItem,
  toStringMethod,
} from 'fast-check';
import type {
  SchedulerConstraints,
  SchedulerSequenceItem,
  WithCloneMethod,
  WithToStringMethod,
} from 'fast-check';
import { active } from '../core/active-run.ts';
import { RunScheduler } from './run-scheduler.ts';
import { describeReport } from './describe-report.ts';

/** What a generated scheduler stands for: from where its schedules are drawn. */
export interface Origin {
  /** Drawn from fast-check's randomness: the seed of all schedules of this value. */
  readonly base: number;
  /** Number of the property's run that generated it; undefined where no run did, but shrinking. */
  readonly runId: number | undefined;
  /** Schedules that are tried on one value. */
  readonly schedules: number;
}

/** Whose values the next run of a property gets: noted by the scheduler that is generated or cloned for it. */
export const coming: { origin: Origin | undefined; isShrunk: boolean } = {
  origin: undefined,
  isShrunk: false,
};

/** The run of the engine that goes on: whether its values are being cloned for it, and who took part as fast-check shows them. */
export const current: { isCloning: boolean; shown: Set<SchedulerHandle<unknown>> } = {
  isCloning: false,
  shown: new Set(),
};

/**
 * A value of `scheduler()`: fast-check's interface in whatever run of the engine is going on, and afterwards the report
 * of the last one.
 */
export class SchedulerHandle<M>
  implements Scheduler<M>, WithCloneMethod<SchedulerHandle<M>>, WithToStringMethod
{
  readonly origin: Origin;
  readonly #act: SchedulerConstraints['act'] | undefined;
  /** The value that fast-check will show, where this one was made for a single run. */
  readonly #shown: SchedulerHandle<M> | undefined;
  #last: RunScheduler<M> | undefined;
  #run: unknown;
  /** What was found with it, in words; empty where nothing was. */
  story: readonly string[] = [];

  constructor(origin: Origin, act: SchedulerConstraints['act'] | undefined, shown?: SchedulerHandle<M>) {
    this.origin = origin;
    this.#act = act;
    this.#shown = shown;
  }

  /** fast-check clones values with state before each use. */
  [cloneMethod](): SchedulerHandle<M> {
    if (current.isCloning) return new SchedulerHandle(this.origin, this.#act, this);
    coming.origin = this.origin;
    coming.isShrunk = true;
    return new SchedulerHandle(this.origin, this.#act);
  }

  get #current(): RunScheduler<M> {
    const { run } = active;
    if (run === undefined) throw new Error(OUTSIDE);
    if (this.#last === undefined || this.#run !== run) {
      this.#run = run;
      this.#last = new RunScheduler<M>(run, this.#act);
      const shown = this.#shown ?? this;
      shown.#last = this.#last;
      current.shown.add(shown);
    }
    return this.#last;
  }

  schedule<T>(task: Promise<T>, label?: string, metadata?: M, act?: SchedulerAct): Promise<T> {
    return this.#current.schedule(task, label, metadata, act);
  }

  scheduleFunction<A extends unknown[], T>(
    asyncFunction: (...args: A) => Promise<T>,
    act?: SchedulerAct,
  ): (...args: A) => Promise<T> {
    return this.#current.scheduleFunction(asyncFunction, act);
  }

  scheduleSequence(
    items: SchedulerSequenceItem<M>[],
    act?: SchedulerAct,
  ): ReturnType<Scheduler<M>['scheduleSequence']> {
    return this.#current.scheduleSequence(items, act);
  }

  count(): number {
    return this.#current.count();
  }

  waitOne(act?: SchedulerAct): Promise<void> {
    return this.#current.waitOne(act);
  }

  waitAll(act?: SchedulerAct): Promise<void> {
    return this.#current.waitAll(act);
  }

  waitNext(count: number, act?: SchedulerAct): Promise<void> {
    return this.#current.waitNext(count, act);
  }

  waitIdle(act?: SchedulerAct): Promise<void> {
    return this.#current.waitIdle(act);
  }

  waitFor<T>(unscheduledTask: Promise<T>, act?: SchedulerAct): Promise<T> {
    return this.#current.waitFor(unscheduledTask, act);
  }

  /** Of the run that goes on, or else of the last one. */
  report(): SchedulerReportItem<M>[] {
    return this.#last?.report() ?? [];
  }

  /** The report, in a form that can be pasted as `fc.schedulerFor()`. */
  toString(): string {
    return describeReport(this.report());
  }

  /** The same below what was found: what fast-check shows of a counterexample. */
  [toStringMethod](): string {
    return describeReport(this.report(), this.story);
  }
}

const OUTSIDE =
  'A scheduler of heddle/fast-check was used outside of a property that heddle runs. It needs fast-check 4.10 or later, ' +
  'the same copy for heddle and for the test (npm ls fast-check), and an asyncProperty.';
