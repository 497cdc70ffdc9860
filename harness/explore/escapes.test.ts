import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks';
import crypto from 'node:crypto';
import fs from 'node:fs';
import fsp from 'node:fs/promises';
import net from 'node:net';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import zlib from 'node:zlib';
import { describe, expect, it, test } from 'vitest';
import type { Sim } from '../core/sim.ts';
import { type Scenario, scenario } from '../scenario.ts';
import { replaySchedule, replaySeed } from '../replay/replay.ts';
import { explore } from './explore.ts';

const system = { id: 'sample', variants: { only: {} } };

function story(run: (sim: Sim) => void): Scenario {
  return scenario<object, object>('a story', system, {
    invariants: [],
    run: (sim) => {
      run(sim);
      return () => [];
    },
  });
}

const captured = { setTimeout, setImmediate };
const nowhere = { host: '127.0.0.1', port: 49151 };

const escaping: Record<string, (sim: Sim) => void> = {
  'a file that is raced with a timer': (sim) =>
    sim.task('reader', () => Promise.race([fsp.readFile('/dev/null'), sleep(50)])),
  'a file that nobody waits for': (sim) => sim.task('reader', () => fs.readFile('/dev/null', () => {})),
  'a file of a daemon': (sim) => {
    sim.task('reader', () => fsp.readFile('/dev/null'), { daemon: true });
    sim.task('worker', () => sleep(1));
  },
  'a socket that is closed within the run': (sim) =>
    sim.task('caller', async () => {
      const socket = net.connect(nowhere);
      socket.on('error', () => {});
      await sleep(1);
      socket.destroy();
    }),
  'a timer that was captured at load': (sim) =>
    sim.task('sleeper', () => {
      clearTimeout(captured.setTimeout(() => {}, 1));
    }),
  'an immediate that was captured at load': (sim) =>
    sim.task('sleeper', () => void captured.setImmediate(() => {})),
  'a message channel': (sim) =>
    sim.task('sender', () => {
      const { port1, port2 } = new MessageChannel();
      port1.postMessage(1);
      port2.close();
    }),
  'a wait for another thread': (sim) =>
    sim.task('waiter', () => {
      const memory = new Int32Array(new SharedArrayBuffer(4));
      const { waitAsync } = Atomics as unknown as { waitAsync: (...args: unknown[]) => { value: unknown } };
      return waitAsync(memory, 0, 0, 10).value;
    }),
  'a module of WebAssembly': (sim) =>
    sim.task('compiler', () => {
      const { WebAssembly } = globalThis as unknown as {
        WebAssembly: Record<string, (code: Uint8Array) => unknown>;
      };
      return WebAssembly['compile']?.(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
    }),
  zlib: (sim) => sim.task('packer', () => zlib.gzip('text', () => {})),
  subtle: (sim) =>
    sim.task('hasher', () => void crypto.subtle.digest('SHA-256', new Uint8Array(1)).catch(() => {})),
  fetch: (sim) =>
    sim.task('caller', () =>
      fetch('http://127.0.0.1:49151').then(
        () => {},
        () => {},
      ),
    ),
  'a fetch that nobody waits for': (sim) =>
    sim.task('caller', () => void fetch('http://127.0.0.1:49151').catch(() => {})),
};

describe('a run that makes something real has escaped, whether anybody waits for it or not', () => {
  it.each(Object.entries(escaping))('%s', async (_name, run) => {
    const result = await explore('sample/escaping', story(run), 'only', { seed: 1, runs: 200 });
    expect([result.verdict, result.asExpected]).toEqual(['escaped', false]);
    expect(result.findings).toEqual([]);
    expect(result.exploration.schedules).toBeLessThan(3);
  });
});

test.each([
  ['a file that is raced with a timer', 'FSREQPROMISE'],
  ['a wait for another thread', 'Atomics.waitAsync'],
])('the line of the author is named where it is %s', async (name, type) => {
  const run = escaping[name] as (sim: Sim) => void;
  const { reason } = await explore('sample/escaping', story(run), 'only', { seed: 1, runs: 20 });
  expect(reason).toContain(`${type}, made at harness/explore/escapes.test.ts:`);
});

/** Only where b goes first. */
const seldom = (run: () => void): Scenario =>
  story((sim) => {
    const call = sim.operation('call', { latencyMs: [0, Infinity] });
    let first = '';
    sim.task('a', () => call.call('a', () => (first ||= 'a')));
    sim.task('b', async () => {
      await call.call('b', () => (first ||= 'b'));
      if (first === 'b') run();
    });
  });

test('a run that escapes late is seen, and none is made after it', async () => {
  let files = 0;
  const late = seldom(() => {
    files += 1;
    fs.readFile('/dev/null', () => {});
  });
  const result = await explore('sample/late', late, 'only', { seed: 1, runs: 2_000 });
  expect(result.verdict).toBe('escaped');
  expect(result.reason).toMatch(/FSREQCALLBACK, made at .*escapes\.test\.ts:\d+/);
  expect(files).toBeLessThanOrEqual(2);
});

test('a replay says of it the same as a run', async () => {
  const late = seldom(() => fs.readFile('/dev/null', () => {}));
  const schedule = [{ type: 'hold', event: 'a: call(a)#1', until: 'b: call(b)#1' }] as const;
  const replayed = await replaySchedule('sample/late', late, 'only', { workload: {}, schedule });
  expect(replayed.status).toBe('escaped');
  expect(replayed.escape).toMatch(/FSREQCALLBACK, made at .*escapes\.test\.ts:\d+/);
  expect(replayed.findings).toEqual([]);
  const prompt = await replaySeed('sample/late', late, 'only', '1.0.prompt');
  expect(prompt.status).toBe('passed');
});

const harmless: Record<string, (sim: Sim) => void> = {
  'synchronous calls of fs, crypto and zlib': (sim) =>
    sim.task('a', () => {
      fs.readFileSync('/dev/null');
      zlib.gunzipSync(zlib.gzipSync('text'));
      crypto.pbkdf2Sync('a', 'b', 1, 32, 'sha256');
      const { privateKey } = crypto.generateKeyPairSync('ed25519');
      crypto.sign(null, new Uint8Array(1), privateKey);
    }),
  'streams in memory': (sim) =>
    sim.task('a', async () => {
      for await (const _ of Readable.from([1, 2, 3]));
    }),
  AsyncLocalStorage: (sim) => sim.task('a', () => new AsyncLocalStorage<number>().run(1, () => sleep(1))),
  'a resource of its own': (sim) => sim.task('a', () => new AsyncResource('POOL').runInAsyncScope(() => {})),
  'output and copies': (sim) =>
    sim.task('a', () => {
      process.stdout.write('');
      structuredClone({});
    }),
};

describe('what is over when it returns, or is drained with the step, is no escape', () => {
  it.each(Object.entries(harmless))('%s', async (_name, run) => {
    const result = await explore('sample/harmless', story(run), 'only', { seed: 1, runs: 20 });
    expect([result.verdict, result.reason]).toEqual(['exhausted', undefined]);
  });
});
