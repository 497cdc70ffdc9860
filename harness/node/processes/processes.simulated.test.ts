import { writeFile } from 'node:fs';
import net from 'node:net';
import { expect, test } from 'vitest';
import type { ProcessHandle } from '../../core/process-handle.ts';
import type { Sim } from '../../core/sim.ts';
import { explore } from '../../explore/explore.ts';
import { simulate as simulateOnce } from '../../program/simulate.ts';
import { type Scenario, scenario } from '../../scenario.ts';

const simulate: typeof simulateOnce = async (program, options) => {
  const run = await simulateOnce(program, options);
  expect(run.findings).toEqual([]);
  return run;
};

const after = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function worker(sim: Sim, name: string, restart = false): ProcessHandle {
  return sim.process(name, () => import('./worker.fixture.ts'), {
    args: [name],
    env: { ROLE: `role of ${name}` },
    startMs: [0, 1],
    restart: restart && [50, 60],
    daemon: true,
  });
}

test('two processes have memories, numbers, arguments and async contexts of their own', async () => {
  await simulate(
    (sim) => {
      worker(sim, 'a');
      worker(sim, 'b');
      sim.task('end', () => after(250));
      return () => {
        expect(sim.files.tree()).toEqual({
          '/data/a': '5000001 a role of a 3 in a',
          '/data/b': '5000002 b role of b 3 in b',
        });
        return [];
      };
    },
    { node: { files: { '/data/a': '' } } },
  );
});

test('a killed process forgets everything, and nothing of it goes on; the files stay', async () => {
  let seen: unknown;
  const run = await simulate(
    (sim) => {
      const a = worker(sim, 'a', true);
      sim.task('operator', async () => {
        await after(250);
        a.kill('SIGKILL');
        seen = [a.running, a.starts, a.signal, sim.files.read('/data/a')];
        await after(80);
      });
      return () => {
        expect([a.starts, a.pid]).toEqual([2, 5000002]);
        expect(sim.files.read('/data/a')).toBe('5000002 a role of a 1 in a');
        return [];
      };
    },
    { node: { files: { '/data/a': '' } } },
  );
  expect(seen).toEqual([false, 2, undefined, '5000001 a role of a 3 in a']);
  const ids = run.delivered.map((event) => run.idOf(event));
  const again = ids.indexOf('a.2: start#1');
  expect(again).toBeGreaterThan(0);
  expect(ids.slice(again).filter((id) => id.startsWith('a: '))).toEqual([]);
});

test('SIGTERM is for the process that it is sent to: it hears it, and ends as it likes', async () => {
  await simulate(
    (sim) => {
      const [a, b] = [worker(sim, 'a'), worker(sim, 'b')];
      sim.task('operator', async () => {
        await after(150);
        expect(a.kill()).toBe(true);
        await after(150);
        expect([a.running, a.exitCode, a.kill(), b.running]).toEqual([false, 2, false, true]);
      });
      return () => {
        expect(sim.files.read('/data/a.last')).toBe('stopped after 2');
        expect([a.signal, b.exitCode, b.signal]).toEqual([undefined, undefined, undefined]);
        return [];
      };
    },
    { node: { files: { '/data/a': '' } } },
  );
});

test('a process without a listener ends by the signal; process.exit outside of its modules ends it, too', async () => {
  await simulate(
    (sim) => {
      const plain = sim.process('plain', () => after(50), { startMs: [0, 0] });
      const leaving = sim.process(
        'leaving',
        async () => {
          await after(10);
          process.exit(3);
        },
        { startMs: [0, 0] },
      );
      sim.task('operator', async () => {
        await after(20);
        plain.kill('SIGHUP');
        await after(10);
        expect([plain.running, plain.signal, leaving.running, leaving.exitCode]).toEqual([
          false,
          'SIGHUP',
          false,
          3,
        ]);
      });
    },
    { node: true },
  );
});

test('what a process has written before it is killed, and what the disk is busy with, is there', async () => {
  await simulate(
    (sim) => {
      const a = sim.process('a', () => {
        setTimeout(() => {
          // Four threads, so the fifth has not begun.
          for (let n = 1; n <= 5; n++) writeFile(`/data/${n}`, 'x', () => {});
        }, 10);
      });
      sim.task('operator', async () => {
        await after(10);
        await after(1);
        a.kill('SIGKILL');
        await after(100);
      });
      return () => {
        expect(Object.keys(sim.files.tree())).toEqual(['/data/1', '/data/2', '/data/3', '/data/4']);
        return [];
      };
    },
    { node: { files: { '/data/1': '' }, latencyMs: { fs: [5, 5] } } },
  );
});

test('an import that is not all there is, and programs that are none, are refused in one line', async () => {
  const declaring = (declare: (sim: Sim) => void) =>
    simulate((sim) => (declare(sim), undefined), { node: true });
  await expect(
    declaring((sim) => sim.process('a', async () => (await import('./worker.fixture.ts')).memory)),
  ).rejects.toThrow("sim.process('a', …): a run cannot import. Write () => import('./server.ts')");
  await expect(declaring((sim) => sim.process('a', './none.ts'))).rejects.toThrow('Could not resolve');
  await expect(declaring((sim) => sim.process('a', 1 as never))).rejects.toThrow('got no program');
  await expect(
    declaring((sim) => {
      sim.process('a', './worker.fixture.ts');
      sim.process('a', './worker.fixture.ts');
    }),
  ).rejects.toThrow("Two processes are called 'a'");
});

test('the sockets of a killed process are closed by the kernel, and who calls it is refused', async () => {
  const log: string[] = [];
  await simulate(
    (sim) => {
      const api = sim.process(
        'api',
        () => void net.createServer((socket) => socket.write('hello')).listen(80),
        { startMs: [0, 0] },
      );
      sim.task(
        'client',
        () =>
          new Promise<void>((resolve) => {
            const socket = net.connect(80, '127.0.0.1');
            socket.on('data', (bytes) => {
              log.push(String(bytes));
              api.kill('SIGKILL');
              net.connect(80, '127.0.0.1').on('error', (error) => log.push(error.message));
            });
            socket.on('close', () => resolve());
          }),
        { startMs: [1, 1] },
      );
    },
    { node: true },
  );
  expect(log).toEqual(['hello', 'connect ECONNREFUSED 127.0.0.1:80']);
});

test('runs are alike, from the first on, which compiles the modules; nothing of that has escaped', async () => {
  const story = scenario<object, object>(
    'two workers',
    { id: 'sample', variants: { only: {} } },
    {
      node: { files: { '/data/a': '' } },
      faults: { kill: ['a'] },
      invariants: ['writes'],
      run(sim) {
        worker(sim, 'a', true);
        worker(sim, 'b');
        sim.task('end', () => after(50));
        return () => [{ invariant: 'writes', finding: undefined }];
      },
    },
  ) as Scenario;
  const { verdict, reason } = await explore('sample/workers', story, 'only', { seed: 1, runs: 40 });
  expect([verdict, reason]).toEqual(['not-found', undefined]);
});
