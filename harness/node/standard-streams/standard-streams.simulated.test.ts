import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { pipeline } from 'node:stream/promises';
import { expect, test } from 'vitest';
import { answerOf } from '../../program/in-task.fixture.ts';

test('what is printed is kept, and comes back to who asks', async () => {
  const output = await answerOf(async (sim) => {
    process.stdout.write('a');
    await new Promise<void>((resolve) => process.stdout.write(Buffer.from('b'), () => resolve()));
    process.stderr.write('Yw==', 'base64');
    await pipeline(Readable.from(['d', 'e']), process.stdout, { end: false });
    fs.writeSync(1, 'f');
    await promisify(fs.write)(1, Buffer.from('-g-'), 1, 1, null);
    return [sim.output.stdout, sim.output.stderr];
  });
  expect(output).toEqual(['abdefg', 'c']);
});

test('what a child process inherits is kept, too', async () => {
  const stdout = await answerOf(
    async (sim) => {
      const child = spawn('git', ['log'], { stdio: 'inherit' });
      await new Promise((resolve) => child.on('close', resolve));
      return sim.output.stdout;
    },
    { node: { commands: { git: () => ({ stdout: 'from git' }) } } },
  );
  expect(stdout).toBe('from git');
});

test('the standard input comes as it was given, line by line, and ends', async () => {
  const lines = await answerOf(
    async () => {
      const lines: string[] = [];
      for await (const line of createInterface({ input: process.stdin })) lines.push(line);
      return lines;
    },
    { node: { stdin: 'one\ntwo\n' } },
  );
  expect(lines).toEqual(['one', 'two']);
});

test('without one it ends at once, and a program that does not ask for it does not wait for it', async () => {
  const chunks = await answerOf(async () => {
    const chunks: unknown[] = [];
    for await (const chunk of process.stdin) chunks.push(chunk);
    return chunks;
  });
  expect(chunks).toEqual([]);
});
