import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { watchSources } from './watch-sources.ts';

/** A package with one source file, and the changes that are heard of. */
async function watched(): Promise<{ root: string; heard: string[] }> {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'heddle-watch-')));
  for (const folder of ['src/deep', 'reports/out', 'node_modules/a']) {
    mkdirSync(path.join(root, folder), { recursive: true });
  }
  writeFileSync(path.join(root, 'src/deep/a.ts'), '');
  const heard: string[] = [];
  const end = await watchSources(
    root,
    (file) => heard.push(file),
    (error) => {
      throw error;
    },
  );
  onTestFinished(async () => {
    await end();
    rmSync(root, { recursive: true });
  });
  return { root, heard };
}

/** As editors do it: a new file takes the place of the old one. */
function saveAtomically(file: string, text: string): void {
  writeFileSync(`${file}.swp~`, text);
  renameSync(`${file}.swp~`, file);
}

it('hears of every save of a file that an editor replaces', async () => {
  const { root, heard } = await watched();
  for (let save = 1; save <= 4; save++) {
    heard.length = 0;
    saveAtomically(path.join(root, 'src/deep/a.ts'), `// ${save}`);
    await expect.poll(() => heard, { timeout: 20_000 }).toContain('src/deep/a.ts');
  }
});

it('hears of files that are new, in folders that are new', async () => {
  const { root, heard } = await watched();
  mkdirSync(path.join(root, 'src/later'));
  writeFileSync(path.join(root, 'src/later/b.ts'), '');
  await expect.poll(() => heard, { timeout: 20_000 }).toContain('src/later/b.ts');
});

it('hears of the package’s own settings, and of nothing that is no source', async () => {
  const { root, heard } = await watched();
  for (const file of ['reports/out/page.js', 'node_modules/a/index.js', 'notes.txt', 'report.json']) {
    writeFileSync(path.join(root, file), '');
  }
  writeFileSync(path.join(root, 'package.json'), '{}');
  await expect.poll(() => [...new Set(heard)], { timeout: 20_000 }).toEqual(['package.json']);
});
