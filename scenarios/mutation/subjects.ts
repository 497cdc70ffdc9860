import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { build, transform } from 'esbuild';

/** What is mutated together, and by whose scenarios it is judged. */
export interface Subject {
  readonly name: string;
  /** Folder of the sources, from the root of the repository. */
  readonly folder: string;
  readonly judges: readonly string[];
}

const systems = ['batch-writer', 'circuit-breaker', 'circuit-manager', 'model-router', 'refresh-holder'];

/** Each hardened variant with what it is made of, and what they share. */
export const subjects: readonly Subject[] = [
  ...systems.map((name) => ({ name, folder: `systems/${name}/`, judges: [name] })),
  { name: 'primitives', folder: 'systems/primitives/', judges: systems },
];

export function entryOf(system: string): string {
  return `systems/${system}/hardened.ts`;
}

/** Its files of which a hardened variant is made, from the root of the repository, sorted. Types are not code. */
export async function sourcesOf(root: string, { folder, judges }: Subject): Promise<readonly string[]> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: judges.map(entryOf),
    outdir: 'unwritten',
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'node',
    logLevel: 'error',
  });
  const used = Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0),
  );
  return [...new Set(used.map(([file]) => file))].filter((file) => file.startsWith(folder)).sort();
}

/** Names the code of a source: its comments, its types and how it is set do not matter. */
export async function digestOfCode(text: string): Promise<string> {
  const { code } = await transform(text, { loader: 'ts', minifyWhitespace: true, tsconfigRaw: {} });
  return createHash('sha256').update(code).digest('hex').slice(0, 16);
}

/** Names the text of all files of the scenarios that judge a subject, tests apart. */
export function digestOfScenarios(root: string, subject: Subject): string {
  const hash = createHash('sha256');
  for (const file of scenarioFilesOf(root, subject)) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(path.join(root, file)))
      .update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}

function scenarioFilesOf(root: string, { judges }: Subject): readonly string[] {
  const isJudging = (name: string): boolean =>
    name.endsWith('.ts') && !name.endsWith('.test.ts') && name !== 'mutants.ts';
  return judges
    .map((system) => `scenarios/${system}`)
    .flatMap((folder) =>
      readdirSync(path.join(root, folder))
        .filter(isJudging)
        .map((name) => `${folder}/${name}`),
    )
    .sort();
}
