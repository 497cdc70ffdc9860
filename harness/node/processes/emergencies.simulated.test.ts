import { spawn } from 'node:child_process';
import { expect, test } from 'vitest';
import type { Sim } from '../../core/sim.ts';
import type { Run } from '../../core/run.ts';
import { simulate } from '../../program/simulate.ts';

const ran = (program: (sim: Sim) => void): Promise<Run> => simulate((sim) => program(sim), { node: true });

const later = (work: () => void): void => void setTimeout(work, 10);
const kindsOf = (run: Run): string[] => run.findings.map(({ kind }) => kind);

test('what nobody catches goes to the listener of the program, and is no finding', async () => {
  const heard: unknown[] = [];
  const run = await ran((sim) => {
    sim.task('t', () => {
      process.on('uncaughtException', (error, origin) => heard.push(error.message, origin));
      later(() => {
        throw new Error('thrown');
      });
      process.nextTick(() => {
        throw new Error('in a tick');
      });
    });
  });
  expect([heard, run.findings]).toEqual([
    ['in a tick', 'uncaughtException', 'thrown', 'uncaughtException'],
    [],
  ]);
});

test('a rejection that nobody handles goes to its listener, or else as an exception', async () => {
  const heard: unknown[] = [];
  const run = await ran((sim) => {
    sim.task('t', () => {
      process.once('unhandledRejection', (reason, promise) => heard.push(reason, promise instanceof Promise));
      void Promise.reject(new Error('first')).finally(() => {});
    });
  });
  expect(heard.slice(1)).toEqual([true]);
  expect(run.findings).toEqual([]);
  const origins: unknown[] = [];
  const other = await ran((sim) => {
    sim.task('t', () => {
      process.on('uncaughtException', (error, origin) => origins.push(error.message, origin));
      later(() => void Promise.reject(new Error('second')));
    });
  });
  expect([origins, other.findings]).toEqual([['second', 'unhandledRejection'], []]);
});

test('without a listener both are findings, and so is what a listener throws', async () => {
  const thrown = await ran((sim) => void sim.task('t', () => later(() => expect.unreachable('x'))));
  expect(kindsOf(thrown)).toEqual(['uncaught-exception']);
  const rejected = await ran(
    (sim) => void sim.task('t', () => later(() => void Promise.reject(new Error('x')))),
  );
  expect(kindsOf(rejected)).toEqual(['unhandled-rejection']);
  const again = await ran((sim) => {
    sim.task('t', () => {
      process.on('uncaughtException', () => {
        throw new Error('again');
      });
      later(() => expect.unreachable('x'));
    });
  });
  expect(again.findings).toMatchObject([{ message: '`t` threw where nobody can catch it: Error: again' }]);
});

test('a listener of one run hears nothing of the next', async () => {
  let heard = 0;
  await ran((sim) => void sim.task('t', () => void process.on('uncaughtException', () => (heard += 1))));
  const run = await ran((sim) => void sim.task('t', () => later(() => expect.unreachable('x'))));
  expect([heard, kindsOf(run)]).toEqual([0, ['uncaught-exception']]);
});

test('a signal comes in an event, late by default, to the listeners of the program', async () => {
  const log: unknown[] = [];
  const run = await ran((sim) => {
    sim.task('server', async () => {
      process.on('SIGTERM', (name: string, number: number) => log.push(name, number));
      await new Promise((resolve) => setTimeout(resolve, 100));
      log.push('worked');
    });
    sim.signal('SIGTERM');
  });
  expect(log).toEqual(['worked', 'SIGTERM', 15]);
  expect(run.delivered.map((event) => run.idOf(event))).toContain('main: SIGTERM#1');
});

test('process.kill reaches the own process and its children, and nobody outside of the run', async () => {
  const log: unknown[] = [];
  const run = await simulate(
    (sim) =>
      void sim.task('t', async () => {
        process.on('SIGUSR2', (name: string) => log.push(name));
        const child = spawn('sleep', ['9']);
        const ended = new Promise((resolve) => child.on('exit', (_code, signal) => resolve(signal)));
        log.push(process.kill(process.pid, 0), process.kill(child.pid ?? 0, 0));
        process.kill(process.pid, 'SIGUSR2');
        process.kill(child.pid ?? 0, 'SIGKILL');
        log.push(await ended);
        try {
          process.kill(1, 'SIGTERM');
        } catch (error) {
          log.push((error as NodeJS.ErrnoException).code);
        }
      }),
    { node: { commands: { sleep: () => ({ ms: 9000 }) } } },
  );
  expect(run.findings).toEqual([]);
  expect(log.slice(0, 2)).toEqual([true, true]);
  expect(log.slice(2).map(String).toSorted()).toEqual(['ESRCH', 'SIGKILL', 'SIGUSR2']);
});

test('a signal that nobody listens to would end the process: a finding', async () => {
  const run = await ran((sim) => sim.signal('SIGINT', { startMs: [5, 10] }));
  expect(run.findings).toMatchObject([{ message: expect.stringContaining('SIGINT') as unknown }]);
});
