import { expect, test } from 'vitest';
import { bareType, DELIVERED, Event, type EventKind, IDLE, LATE, WITHDRAWN } from './event.ts';
import { Pending } from './pending.ts';
import { PlainPending } from './plain-pending.fixture.ts';
import { Process } from './process.ts';
import { Random } from './random.ts';
import { Task } from './task.ts';

const LATENESS_MS = 2;
const kinds = ['start', 'operation', 'request', 'reply', 'timer', 'immediate', 'abort'] as const;

/** Two that are told the same: what the engine uses, and one that looks at each event for every question. */
class Twins {
  readonly processes: Process[];
  readonly pending: Pending;
  readonly plain: PlainPending;
  readonly tasks: Task[];
  nowMs = 0;
  #created = 0;
  readonly #random: Random;

  constructor(random: Random, processes: number) {
    this.#random = random;
    this.processes = Array.from({ length: processes }, (_, i) => new Process(`p${i}`));
    this.pending = new Pending(this.processes);
    this.plain = new PlainPending();
    this.tasks = Array.from({ length: 40 }, (_, i) => {
      const process = this.processes[i % processes] as Process;
      return new Task(`t${i}`, false, process);
    });
  }

  add(kind: EventKind): void {
    const random = this.#random;
    const task = this.tasks[random.below(this.tasks.length)] as Task;
    const ms = kind === 'immediate' ? 0 : 1 + random.below(12);
    const opensMs = this.nowMs + ms;
    const lasts =
      kind === 'timer' || kind === 'immediate' ? 0 : random.below(3) === 0 ? Infinity : random.below(9);
    const event = new Event(bareType(kind, kind), task, ms, opensMs, opensMs + lasts, () => {});
    event.sequence = this.#created++;
    event.turn = task.process.loop.answeringTurn;
    if (kind === 'start' && random.below(2) === 0) event.class = LATE;
    if (kind === 'timer') {
      if (random.below(4) === 0) event.class = IDLE;
      task.process.loop.timers.add(ms, event);
    }
    event.live = random.below(5) > 0;
    this.pending.add(event);
    this.plain.add(event);
  }

  withdrawAny(): void {
    const event = this.pending.events[this.#random.below(this.pending.events.length)];
    if (event === undefined) return;
    this.pending.withdraw(event);
    expect(event.state).toBe(WITHDRAWN);
    this.plain.remove(event);
  }

  settleAny(): void {
    const task = this.tasks[this.#random.below(this.tasks.length)] as Task;
    this.pending.setTimersClass(task, IDLE);
    expect(this.plain.timersOf(task, IDLE)).toEqual([]);
  }

  endAny(): void {
    const process = this.processes[this.#random.below(this.processes.length)] as Process;
    const isLeft = ({ type }: Event): boolean => type.kind === 'request';
    this.pending.withdrawOf(process, isLeft);
    for (const event of this.plain.events)
      if (event.task.process === process && !isLeft(event)) this.plain.remove(event);
  }

  clear(): void {
    this.pending.clear();
    this.plain.clear();
  }

  /** Compares all that can be asked, then delivers something that is enabled. */
  step(): void {
    const { pending, plain, nowMs } = this;
    pending.bar(nowMs);
    plain.bar();
    expect(pending.events).toEqual(plain.events);
    const horizonMs = pending.horizonMs(nowMs, 0);
    const latestMs = pending.horizonMs(nowMs, LATENESS_MS);
    expect([horizonMs, latestMs]).toEqual([plain.horizonMs(nowMs, 0), plain.horizonMs(nowMs, LATENESS_MS)]);
    expect(pending.opensMs).toBe(plain.opensMs);
    if (pending.events.length === 0) return;
    this.#compareChoices(horizonMs);
    const choices = this.#compareChoices(latestMs);
    const choice =
      this.#random.below(2) === 0 ? pending.first(horizonMs) : choices[this.#random.below(choices.length)];
    const event = pending.events[choice ?? -1];
    if (event !== undefined) this.#deliver(event);
  }

  #compareChoices(horizonMs: number): readonly number[] {
    const { pending, plain } = this;
    const enabled = plain.enabled(horizonMs);
    expect(pending.first(horizonMs)).toBe(enabled[0] ?? -1);
    expect(pending.isContested(horizonMs)).toBe(enabled.length > 1);
    expect(pending.countEnabled(horizonMs)).toBe(enabled.length);
    if (enabled.length === 0) return enabled;
    const n = this.#random.below(enabled.length);
    expect(pending.nthEnabled(n, horizonMs)).toBe(enabled[n]);
    expect(pending.enabled(horizonMs, n)).toEqual(enabled.slice(0, n).map((index) => pending.events[index]));
    return enabled;
  }

  #deliver(event: Event): void {
    const index = this.pending.indexOf(event);
    expect(this.pending.removeAt(index)).toBe(event);
    this.plain.remove(event);
    this.nowMs = Math.max(this.nowMs, event.opensMs);
    const { loop } = event.task.process;
    loop.enter(event, this.nowMs);
    event.state = DELIVERED;
    if (event.type.kind === 'immediate' && this.#random.below(2) === 0) loop.endCheck();
  }
}

test.each([
  { name: 'few pending events of one process', most: 12, seeds: 60, processes: 1 },
  { name: 'many pending events of one process', most: 400, seeds: 12, processes: 1 },
  { name: 'few pending events of three processes', most: 12, seeds: 40, processes: 3 },
  { name: 'many pending events of three processes', most: 400, seeds: 6, processes: 3 },
])('$name are found as a look at each of them finds them', ({ most, seeds, processes }) => {
  for (let seed = 0; seed < seeds; seed++) {
    const random = new Random(seed);
    const twins = new Twins(random, processes);
    // Where there are neither timers nor immediates the event loop bars nothing.
    const isScheduled = (kind: EventKind): boolean => kind === 'timer' || kind === 'immediate';
    const of = kinds.filter((kind) => random.below(4) > 0 && !(seed % 3 === 0 && isScheduled(kind)));
    for (let step = 0; step < 300; step++) {
      const { length } = twins.pending.events;
      for (let i = random.below(step < 150 ? most / 25 + 3 : 2); i > 0 && length < most; i--)
        twins.add(of[random.below(of.length)] ?? 'operation');
      if (random.below(5) === 0) twins.withdrawAny();
      if (random.below(5) === 0) twins.settleAny();
      // Code reads the clock until it moves.
      if (random.below(40) === 0) twins.nowMs += random.below(4);
      if (random.below(400) === 0) twins.clear();
      if (random.below(100) === 0) twins.endAny();
      twins.step();
    }
  }
});
