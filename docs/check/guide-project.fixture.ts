import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const repository = fileURLToPath(new URL('../..', import.meta.url));
const docs = path.join(repository, 'docs');

/** One code block of a guide. */
export interface Block {
  /** From its first line, `// file: …`: where it stands in the guide's project. Undefined where it has none. */
  readonly file: string | undefined;
  /** Without that line. */
  readonly code: string;
}

/** The `ts` blocks of `docs/<name>`, in order. */
export function blocksOf(name: string): readonly Block[] {
  return blocksIn(readFileSync(path.join(docs, name), 'utf8'));
}

/** The `ts` blocks of a page or of a part of it, in order. */
export function blocksIn(text: string): readonly Block[] {
  return [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, block = '']) => {
    const file = /^\/\/ file: (\S+)\n/.exec(block)?.[1];
    return { file, code: file === undefined ? block : block.slice(block.indexOf('\n') + 1) };
  });
}

/** Packages that the blocks may import beside heddle itself, and those in `docs/fixtures`. */
const PACKAGES = ['@types', 'fast-check', 'undici-types', 'vitest'];

/** Writes the blocks as a small project of their own, with the repository's compiler settings. */
export function writeProject(blocks: readonly Block[]): { readonly root: string; remove(): void } {
  const root = mkdtempSync(path.join(tmpdir(), 'heddle-guide-'));
  const modules = path.join(root, 'node_modules');
  mkdirSync(modules);
  for (const name of PACKAGES)
    symlinkSync(path.join(repository, 'node_modules', name), path.join(modules, name));
  const fixtures = path.join(docs, 'fixtures');
  for (const name of readdirSync(fixtures)) symlinkSync(path.join(fixtures, name), path.join(modules, name));
  writeFileSync(path.join(root, 'package.json'), '{ "type": "module" }\n');
  const settings = { extends: path.join(repository, 'tsconfig.json'), include: ['**/*.ts'], exclude: [] };
  writeFileSync(path.join(root, 'tsconfig.json'), JSON.stringify(settings));
  for (const { file, code } of blocks) {
    if (file === undefined) continue;
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), code);
  }
  return { root, remove: () => rmSync(root, { recursive: true }) };
}

/** What the compiler says of a project. */
export function compiled(root: string): { readonly stdout: string; readonly status: number | null } {
  const compiler = path.join(repository, 'node_modules/typescript/bin/tsc');
  const { stdout, status } = spawnSync(process.execPath, [compiler, '--noEmit', '-p', root], {
    encoding: 'utf8',
  });
  return { stdout, status };
}
