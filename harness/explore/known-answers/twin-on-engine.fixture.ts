import { recording } from '../../core/recording.ts';
import type { Sim } from '../../core/sim.ts';
import { anyTime } from '../enumerate.fixture.ts';
import { rootsOf, type Step, type TwinProgram } from './twin-program.fixture.ts';

/** By which a task is cancelled: what it waits for is over at once. */
class Cancellation {
  readonly #task: string;
  #cancel: (() => void) | undefined;

  constructor(task: string) {
    this.#task = task;
  }

  cancel(): void {
    recording.to?.write(`task ${this.#task}`);
    this.#cancel?.();
  }

  wait<T>(promise: Promise<T>): Promise<T> {
    const cancelled = new Promise<never>((_, reject) => {
      this.#cancel = () => reject(new Error('cancelled'));
    });
    return Promise.race([promise, cancelled]);
  }
}

/**
 * Runs the program as an author would write it, on the engine. Returns what describes the outcome at the end. What fails
 * or is cancelled counts for a hundred. Nothing instruments it, so it declares what it touches.
 */
export function runOnEngine(sim: Sim, program: TwinProgram): () => string {
  const registers: Record<string, number> = {};
  const cells: Record<string, number> = {};
  const unfinished = new Set<string>();
  const locks = new Map<string, (() => void)[]>();
  const sent: number[] = [];
  const receivers: ((value: number) => void)[] = [];

  const lock = (name: string): Promise<void> | undefined => {
    recording.to?.write(`lock ${name}`);
    const queue = locks.get(name);
    if (queue !== undefined) return new Promise((resolve) => queue.push(resolve));
    locks.set(name, []);
    return undefined;
  };
  const unlock = (name: string): void => {
    recording.to?.write(`lock ${name}`);
    const next = locks.get(name)?.shift();
    if (next === undefined) locks.delete(name);
    else next();
  };
  const send = (value: number): void => {
    recording.to?.write('channel');
    const receiver = receivers.shift();
    if (receiver === undefined) sent.push(value);
    else receiver(value);
  };
  const receive = (): number | Promise<number> => {
    recording.to?.write('channel');
    return sent.shift() ?? new Promise<number>((resolve) => receivers.push(resolve));
  };
  const look = (cell: string): number => {
    recording.to?.read('cell', cell);
    return cells[cell] ?? 0;
  };
  const store = (cell: string, value: number): void => {
    recording.to?.write('cell', cell);
    cells[cell] = value;
  };
  const register = (task: string): number => {
    recording.to?.read(`task ${task}`);
    return registers[task] ?? 0;
  };
  const add = (task: string, value: number): void => {
    recording.to?.write(`task ${task}`);
    registers[task] = (registers[task] ?? 0) + value;
  };

  const take = async (task: string, step: Step): Promise<void> => {
    switch (step.op) {
      case 'read': {
        const options = { latencyMs: step.window };
        const read = step.split
          ? sim.operation('look', { ...options, effect: 'split' })
          : sim.operation('read', options);
        add(task, await read.call(step.cell, () => look(step.cell)));
        break;
      }
      case 'write':
        await sim
          .operation('write', { latencyMs: step.window })
          .call(step.cell, () => store(step.cell, register(task)));
        break;
      case 'lock':
        await sim.operation('lock', anyTime).call(step.name, () => lock(step.name));
        break;
      case 'unlock':
        await sim.operation('unlock', anyTime).call(step.name, () => unlock(step.name));
        break;
      case 'send':
        await sim.operation('send', anyTime).call(step.channel, () => send(register(task)));
        break;
      case 'receive':
        add(
          task,
          await sim.operation('receive', anyTime).call<number | Promise<number>>(step.channel, receive),
        );
        break;
      case 'sleep':
        await new Promise((resolve) => void setTimeout(resolve, step.ms));
        break;
      case 'spawn':
        await sim.operation('spawn', anyTime).call(step.task, () => start(step.task));
    }
  };
  const start = (task: string): void => {
    const cancellation = new Cancellation(task);
    const body = async (): Promise<void> => {
      registers[task] = 1;
      unfinished.add(task);
      for (const step of program.tasks[task] ?? []) {
        await cancellation.wait(take(task, step)).catch(() => add(task, 100));
        recording.to?.write(`task ${task}`);
      }
      unfinished.delete(task);
    };
    if (program.isCancellable !== true) sim.task(task, body);
    else void sim.spawn({ name: task, daemon: false, cancel: () => cancellation.cancel() }, body);
  };
  for (const task of rootsOf(program)) start(task);
  return () => {
    const values = [...Object.entries(registers), ...Object.entries(cells)];
    const waiting = [...unfinished].sort().map((task) => `${task} waits`);
    return [...values.map(([name, value]) => `${name}=${value}`).sort(), ...waiting].join(' ');
  };
}
