import http2 from 'node:http2';
import { expect, test } from 'vitest';
import { simulate } from '../../program/simulate.ts';

test('HTTP/2 is refused by name', async () => {
  const run = simulate(
    (sim) => {
      http2.createServer().listen(80);
      sim.task('client', () => void http2.connect('http://127.0.0.1').on('error', () => {}));
    },
    { node: true },
  );
  await expect(run).rejects.toThrow(/^HTTP\/2 \(node:http2\) is not simulated: [^\n]*$/);
});
