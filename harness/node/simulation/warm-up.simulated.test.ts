import http from 'node:http';
import { expect, test } from 'vitest';
import { simulate } from '../../program/simulate.ts';

test('fetch with a body and a signal is the same in the first run of a thread as in those after it', async () => {
  const runs: string[][] = [];
  for (let i = 0; i < 3; i++) {
    const run = await simulate(
      (sim) => {
        http.createServer((request, response) => request.pipe(response)).listen(80);
        sim.task('client', async () => {
          const request = { method: 'POST', body: 'hello', signal: AbortSignal.timeout(500) };
          return (await fetch('http://127.0.0.1/', request)).text();
        });
      },
      { node: true },
    );
    expect([run.findings, run.tasks.get('client')?.value]).toEqual([[], 'hello']);
    runs.push(run.delivered.map((event) => run.idOf(event)));
  }
  expect(runs[1]).toEqual(runs[0]);
  expect(runs[2]).toEqual(runs[0]);
});
