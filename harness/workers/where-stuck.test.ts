import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { whereStuck } from './where-stuck.ts';

/** Says so once it is well inside the loop. */
const CODE = `import { parentPort } from 'node:worker_threads';
let calls = 0;
const work = () => { if (++calls === 1000) parentPort.postMessage('here it comes'); };
function loop() {
  let n = 0;
  for (;;) {
    work();
    n += 1;
  }
}
const again = () => { work(); Promise.resolve().then(again); };
const tick = () => { work(); process.nextTick(tick); };
`;

let folder: string;
let worker: Worker | undefined;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'heddle-stuck-'));
  writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }');
});
afterEach(async () => {
  await worker?.terminate();
  rmSync(folder, { recursive: true, force: true });
});

describe('a thread that is stuck', () => {
  it.each([
    ['loops', 'loop', /^pool\.mjs:[678]$/],
    ['never ends its microtasks', 'again', /^pool\.mjs:11$/],
    ['never ends its ticks', 'tick', /^pool\.mjs:12$/],
  ])('is named by the line at which it %s', async (_, called, expected) => {
    const file = path.join(folder, 'pool.mjs');
    writeFileSync(file, `${CODE}${called}();`);
    worker = new Worker(file);
    await new Promise((resolve) => worker?.once('message', resolve));
    expect(await whereStuck(worker.threadId)).toMatch(expected);
  });
});
