import type { Sim } from '../../core/sim.ts';
import { anyTime } from '../enumerate.fixture.ts';
import { rootsOf, type Step, type TwinProgram } from './twin-program.fixture.ts';

/** Runs the program as an author would write it, on the engine. Returns what describes the outcome at the end. */
export function runOnEngine(sim: Sim, program: TwinProgram): () => string {
  const registers: Record<string, number> = {};
  const cells: Record<string, number> = {};
  const unfinished = new Set<string>();
  const locks = new Map<string, (() => void)[]>();
  const sent: number[] = [];
  const receivers: ((value: number) => void)[] = [];

  const lock = (name: string): Promise<void> | undefined => {
    const queue = locks.get(name);
    if (queue !== undefined) return new Promise((resolve) => queue.push(resolve));
    locks.set(name, []);
    return undefined;
  };
  const unlock = (name: string): void => {
    const next = locks.get(name)?.shift();
    if (next === undefined) locks.delete(name);
    else next();
  };
  const send = (value: number): void => {
    const receiver = receivers.shift();
    if (receiver === undefined) sent.push(value);
    else receiver(value);
  };
  const receive = (): number | Promise<number> =>
    sent.shift() ?? new Promise<number>((resolve) => receivers.push(resolve));
  const add = (task: string, value: number): void => {
    registers[task] = (registers[task] ?? 0) + value;
  };

  const take = async (task: string, step: Step): Promise<void> => {
    switch (step.op) {
      case 'read': {
        const options = { latencyMs: step.window };
        const read = step.split
          ? sim.operation('look', { ...options, effect: 'split' })
          : sim.operation('read', options);
        add(task, await read.call(step.cell, () => cells[step.cell] ?? 0));
        break;
      }
      case 'write':
        await sim
          .operation('write', { latencyMs: step.window })
          .call(step.cell, () => (cells[step.cell] = registers[task] ?? 0));
        break;
      case 'lock':
        await sim.operation('lock', anyTime).call(step.name, () => lock(step.name));
        break;
      case 'unlock':
        await sim.operation('unlock', anyTime).call(step.name, () => unlock(step.name));
        break;
      case 'send':
        await sim.operation('send', anyTime).call(step.channel, () => send(registers[task] ?? 0));
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
    sim.task(task, async () => {
      registers[task] = 1;
      unfinished.add(task);
      for (const step of program.tasks[task] ?? []) await take(task, step);
      unfinished.delete(task);
    });
  };
  for (const task of rootsOf(program)) start(task);
  return () => {
    const values = [...Object.entries(registers), ...Object.entries(cells)];
    const waiting = [...unfinished].sort().map((task) => `${task} waits`);
    return [...values.map(([name, value]) => `${name}=${value}`).sort(), ...waiting].join(' ');
  };
}
