import { type Scheduler, type SchedulerAct, type SchedulerReportItem, stringify } from 'fast-check';
import type { SchedulerConstraints, SchedulerSequenceItem } from 'fast-check';
import { carried } from '../core/async-storage.ts';
import { bareType, Event, type EventType } from '../core/event.ts';
import { never } from '../core/never.ts';
import type { Run } from '../core/run.ts';
import { Gate } from './gate.ts';
import { Waiters } from './waiters.ts';

/** What was scheduled, and what became of it. */
interface Task<M> {
  readonly id: number;
  readonly type: SchedulerReportItem['schedulingType'];
  readonly label: string;
  readonly metadata: M | undefined;
  readonly act: SchedulerAct;
  /** Starts what a sequence builds, or hands out what was there already. */
  readonly start: () => Promise<unknown>;
  status: SchedulerReportItem['status'];
  outcome: unknown;
}

const justDo: SchedulerAct = (work) => work();
const nobody = (): void => {};

/**
 * fast-check's scheduler in one run of the engine. Each task is an event that is held while nobody waits for a release;
 * which of them goes is the schedule's choice. Quiescence is the engine's: nothing is left to do, however long a chain
 * of promises that took.
 */
export class RunScheduler<M> implements Scheduler<M> {
  readonly #run: Run;
  readonly #act: SchedulerConstraints['act'];
  readonly #gate: Gate;
  readonly #waiters = new Waiters(() => this.#update());
  readonly #types = new Map<string, EventType>();
  readonly #released: Task<M>[] = [];
  readonly #held = new Set<Task<M>>();
  #tasks = 0;
  #isReleasing = false;

  /** @param act surrounds every release; default: nothing does */
  constructor(run: Run, act: SchedulerConstraints['act'] = justDo) {
    this.#run = run;
    this.#act = act;
    this.#gate = new Gate(run);
    (run.atRest ??= []).push(() => this.#rest());
  }

  schedule<T>(task: Promise<T>, label = '', metadata?: M, act?: SchedulerAct): Promise<T> {
    return this.#hold('promise', label, metadata, act, () => task, task);
  }

  scheduleFunction<A extends unknown[], T>(
    asyncFunction: (...args: A) => Promise<T>,
    act?: SchedulerAct,
  ): (...args: A) => Promise<T> {
    return (...args) => {
      const task = asyncFunction(...args);
      const label = `${asyncFunction.name}(${args.map((arg) => stringify(arg)).join(',')})`;
      return this.#hold('function', label, undefined, act, () => task, task);
    };
  }

  scheduleSequence(
    items: SchedulerSequenceItem<M>[],
    act?: SchedulerAct,
  ): { done: boolean; faulty: boolean; task: Promise<{ done: boolean; faulty: boolean }> } {
    const status = { done: false, faulty: false };
    let settle = nobody;
    const task = new Promise<typeof status>((resolve) => {
      settle = () => resolve({ done: status.done, faulty: status.faulty });
    });
    const end = (how: keyof typeof status): void => {
      sequence[how] = true;
      status[how] = true;
      settle();
    };
    const sequence = Object.assign({ ...status }, { task });
    const goOn = (index: number): void => {
      const item = items[index];
      if (item === undefined) {
        end('done');
        return;
      }
      const { builder, label, metadata } =
        typeof item === 'function' ? { builder: item, label: item.name, metadata: undefined } : item;
      const held = this.#hold('sequence', label, metadata, act, builder);
      held.then(
        () => goOn(index + 1),
        () => end('faulty'),
      );
    };
    goOn(0);
    return sequence;
  }

  count(): number {
    return this.#held.size;
  }

  waitOne(act = justDo): Promise<void> {
    if (this.#held.size === 0) throw new Error('No task scheduled');
    return this.#waiters.count(1, act, true);
  }

  waitNext(count: number, act = justDo): Promise<void> {
    return this.#waiters.count(count, act, false);
  }

  waitAll(act = justDo): Promise<void> {
    return this.#held.size === 0 ? Promise.resolve() : this.#waiters.idle(act);
  }

  waitIdle(act = justDo): Promise<void> {
    return this.#waiters.idle(act);
  }

  waitFor<T>(unscheduledTask: Promise<T>, act = justDo): Promise<T> {
    return this.#waiters.settled(unscheduledTask, act, () => this.#isReleasing);
  }

  report(): SchedulerReportItem<M>[] {
    return [...this.#released, ...this.#held].map(({ id, type, label, metadata, status, outcome }) => ({
      status,
      schedulingType: type,
      taskId: id,
      label,
      ...(metadata !== undefined && { metadata }),
      ...(outcome !== undefined && { outputValue: stringify(outcome) }),
    }));
  }

  /** @param source whoever is rejected with it while it is held has it from here, and is no unhandled rejection */
  #hold<T>(
    type: Task<M>['type'],
    label: string,
    metadata: M | undefined,
    act: SchedulerAct | undefined,
    start: () => Promise<T>,
    source?: Promise<T>,
  ): Promise<T> {
    const run = this.#run;
    if (run.over) return never();
    source?.then(nobody, nobody);
    return new Promise<T>((resolve, reject) => {
      const task: Task<M> = {
        id: (this.#tasks += 1),
        type,
        label,
        metadata,
        act: act ?? justDo,
        start: () => settled(task, start(), resolve, reject),
        status: 'pending',
        outcome: undefined,
      };
      const release = carried(() => this.#release(task));
      const event = new Event(this.#typeOf(task), run.current, undefined, run.nowMs, Infinity, () => {
        this.#gate.passed(event);
        release();
      });
      this.#held.add(task);
      this.#gate.add(event);
      this.#update();
    });
  }

  #typeOf({ label, type }: Task<M>): EventType {
    const name = label === '' ? type : label;
    let known = this.#types.get(name);
    if (known === undefined) this.#types.set(name, (known = bareType('operation', name)));
    return known;
  }

  #release(task: Task<M>): void {
    const waiter = this.#waiters.first;
    if (waiter === undefined) throw new Error('A task of the scheduler was released although nobody waits.');
    this.#held.delete(task);
    this.#released.push(task);
    // Slow progress is no livelock.
    this.#run.revision += 1;
    this.#isReleasing = true;
    this.#update();
    const surrounded = (): Promise<unknown> =>
      this.#act(() => waiter.act(() => task.act(async () => task.start().then(nobody, nobody))));
    const end = (tell: () => void): void => {
      this.#isReleasing = false;
      tell();
      this.#update();
    };
    new Promise((resolve) => resolve(surrounded())).then(
      () => end(waiter.released),
      (error: unknown) => end(() => waiter.failed(error)),
    );
  }

  /** Opens the gate where somebody waits for a release and none is under way, and closes it otherwise. */
  #update(): void {
    if (this.#isReleasing || this.#waiters.first === undefined) this.#gate.close();
    else this.#gate.open();
  }

  /** Nothing moves any more in this step. Whether that is what somebody waits for. */
  #rest(): boolean {
    this.#gate.rest();
    const idle = this.#isReleasing || this.#held.size > 0 ? undefined : this.#waiters.first?.idle;
    idle?.();
    return idle !== undefined;
  }
}

/** Enters into `task` what `result` comes to, and hands it on. */
function settled<T, M>(
  task: Task<M>,
  result: Promise<T>,
  resolve: (value: T) => void,
  reject: (reason: unknown) => void,
): Promise<T> {
  result.then(
    (value) => {
      task.status = 'resolved';
      task.outcome = value;
      resolve(value);
    },
    (error: unknown) => {
      task.status = 'rejected';
      task.outcome = error;
      reject(error);
    },
  );
  return result;
}
