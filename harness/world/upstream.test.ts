import { expect, test } from 'vitest';
import { failing } from '../core/failing.fixture.ts';
import type { Sim } from '../core/sim.ts';
import { simulate, type SimulateOptions } from '../program/simulate.ts';
import { Upstream, type UpstreamOptions } from './upstream.ts';

interface Models {
  readonly version: number;
  readonly models: readonly string[];
}

async function valueOf(
  body: (http: Upstream<Models, string>, sim: Sim) => Promise<unknown>,
  options: UpstreamOptions<Models, string> = {},
  simulation: SimulateOptions = {},
): Promise<unknown> {
  const run = await simulate((sim) => {
    const http = new Upstream<Models, string>(sim, options);
    sim.task('body', () => body(http, sim));
  }, simulation);
  expect(run.findings).toEqual([]);
  return run.tasks.get('body')?.value;
}

test('a body is as old as the request: what is published later is not in it', async () => {
  const value = await valueOf(async (http) => {
    http.publish('/models', { models: ['a'] });
    const response = await http.get('/models');
    http.publish('/models', { models: ['a', 'b'] });
    return [response.status, await response.body(), http.version('/models')];
  });
  expect(value).toEqual([200, { version: 1, models: ['a'] }, 2]);
});

test('the server answers what the scenario says, and notes what it received', async () => {
  const value = await valueOf(async (http) => [await http.status('gpt-4', { id: 'q1' }), http.received], {
    answer: () => ({ status: 429 }),
  });
  expect(value).toEqual([
    429,
    [{ method: 'send', target: 'gpt-4', content: { id: 'q1' }, step: 2, atMs: 2.5, status: 429 }],
  ]);
});

test('a stream ends after its chunks; one that is left is dropped', async () => {
  const value = await valueOf(
    async (http) => {
      const all: string[] = [];
      for await (const chunk of await http.open('gpt-4', {})) all.push(chunk);
      for await (const chunk of await http.open('gpt-4', {})) {
        all.push(chunk);
        break;
      }
      return [all, http.dropped];
    },
    { answer: () => ({ chunks: ['x', 'y'] }) },
  );
  expect(value).toEqual([['x', 'y', 'x'], 1]);
});

test('an error status opens no stream', async () => {
  const value = await valueOf((http) => http.open('gpt-4', {}).catch((error: unknown) => String(error)), {
    answer: () => ({ status: 503 }),
  });
  expect(value).toBe('UpstreamStatus: the upstream answered with status 503');
});

test('closing rejects what is under way, also where only the reply is missing', async () => {
  const value = await valueOf(async (http, sim) => {
    const calls = [http.get('/a'), http.get('/b')].map((call) =>
      call.catch((error: unknown) => String(error)),
    );
    // Half way: the requests have reached the server, their replies are on their way.
    await sim.operation('wait', { latencyMs: [3, 3] }).call(undefined, () => {});
    const reached = http.received.length;
    await http.close();
    return [reached, await Promise.all(calls)];
  });
  expect(value).toEqual([
    2,
    ['SessionClosed: the session is closed', 'SessionClosed: the session is closed'],
  ]);
});

test('a fault may be a status', async () => {
  const value = await valueOf(
    async (http) => (await http.get('/models')).status,
    { statusFaults: [503] },
    { menu: { 'http.get': ['status-503'] }, picker: failing('http.get', 'status-503') },
  );
  expect(value).toBe(503);
});
