import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { moduleFolders } from './module-folders.ts';

test('modules are found in the folders above a package of a workspace, and where a link of its own leads', () => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'heddle-')));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const folder of ['node_modules', 'store', 'packages/a/node_modules', 'packages/b'])
    mkdirSync(join(root, folder), { recursive: true });
  symlinkSync('../../store', join(root, 'packages/b/node_modules'));
  const of = (name: string): readonly string[] => moduleFolders(join(root, 'packages', name));
  expect(of('a')).toEqual([join(root, 'node_modules')]);
  expect(of('b')).toEqual([join(root, 'store'), join(root, 'node_modules')]);
});
