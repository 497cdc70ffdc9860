import fs from 'node:fs';
import { open, rename, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { explore } from '../../explore/explore.ts';
import type { Sim } from '../../core/sim.ts';
import { scenario } from '../../scenario.ts';

const OLD = 'the old one';
const NEW = 'a new one';

/** A program that saves a file; after a loss of power it must be there, the old one or the new: which, where it said so. */
function saving(save: () => Promise<void>) {
  return scenario(
    'a file is saved',
    { id: 'sample', variants: { only: undefined } },
    {
      node: { files: { '/data/file': OLD } },
      faults: { crash: true },
      invariants: ['whole', 'durable'],
      kinds: {
        'torn-write': 'A file is neither what it was nor what was written.',
        'lost-write': 'A file that was said to be saved is not.',
      },
      run(sim: Sim) {
        let hasSaid = false;
        let found: string | undefined;
        const reply = sim.operation('reply');
        sim.task('program', async () => {
          await save();
          await reply.call('saved', () => (hasSaid = true));
          await reply.call('bye', () => {});
        });
        sim.onRestart(() => {
          found = fs.existsSync('/data/file') ? fs.readFileSync('/data/file', 'utf8') : 'nothing';
        });
        return () => [
          {
            invariant: 'whole',
            finding:
              found === undefined || found === OLD || found === NEW
                ? undefined
                : { kind: 'torn-write', message: `it is "${found}"` },
          },
          {
            invariant: 'durable',
            finding:
              found === undefined || !hasSaid || found === NEW
                ? undefined
                : { kind: 'lost-write', message: `it is "${found}"` },
          },
        ];
      },
    },
  );
}

async function synced(path: string, flags: string, work: (file: fs.promises.FileHandle) => Promise<unknown>) {
  const file = await open(path, flags);
  await work(file);
  await file.sync();
  await file.close();
}

const ways: readonly [string, () => Promise<void>, readonly string[]][] = [
  ['written in place', () => writeFile('/data/file', NEW), ['lost-write:durable', 'torn-write:whole']],
  [
    'written beside, and renamed',
    async () => {
      await writeFile('/data/file.tmp', NEW);
      await rename('/data/file.tmp', '/data/file');
    },
    ['lost-write:durable', 'torn-write:whole'],
  ],
  [
    'written beside, synced, and renamed',
    async () => {
      await synced('/data/file.tmp', 'w', (file) => file.writeFile(NEW));
      await rename('/data/file.tmp', '/data/file');
    },
    ['lost-write:durable'],
  ],
  [
    'written beside, synced, and renamed, with the folder synced',
    async () => {
      await synced('/data/file.tmp', 'w', (file) => file.writeFile(NEW));
      await rename('/data/file.tmp', '/data/file');
      await synced('/data', 'r', () => Promise.resolve());
    },
    [],
  ],
];

test.each(ways)('a file that is %s', async (_how, save, expected) => {
  const { verdict, findings } = await explore('sample/saving', saving(save), 'only', { seed: 1, runs: 2000 });
  const found = new Set(findings.map(({ kind, invariant }) => `${kind}:${invariant}`));
  expect([verdict, [...found].sort()]).toEqual([expected.length > 0 ? 'violated' : 'exhausted', expected]);
});
