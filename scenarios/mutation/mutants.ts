import { Instrumenter } from '@stryker-mutator/instrumenter';

/** One small mistake in one file. */
export interface Mutation {
  readonly id: string;
  /** From the root of the repository. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** Which of the mistakes that Stryker knows it is. */
  readonly mutator: string;
  /** In one line, shortened. */
  readonly original: string;
  /** In one line, shortened. */
  readonly replacement: string;
}

/** Sources with every mistake in them; `globalThis.__stryker__.activeMutant` says which one is made. */
export interface Mutated {
  readonly mutations: readonly Mutation[];
  /** By file, from the root of the repository. */
  readonly code: ReadonlyMap<string, string>;
}

interface Place {
  readonly line: number;
  readonly column: number;
}

/** Of what is told of the code of a mutant, characters. */
const LENGTH_MAX = 80;

/** It says nothing that anybody wants to know here. */
const quiet = new Proxy(
  {},
  {
    get: (_target, name) => (String(name).startsWith('is') ? () => false : () => undefined),
  },
) as ConstructorParameters<typeof Instrumenter>[0];

/** @param sources text by file */
export async function mutate(sources: ReadonlyMap<string, string>): Promise<Mutated> {
  const files = [...sources].map(([name, content]) => ({ name, content, mutate: true as const }));
  const options = { plugins: null, excludedMutations: [], ignorers: [] };
  const result = await new Instrumenter(quiet).instrument(files, options);
  const mutations = result.mutants.map(({ id, fileName, location, mutatorName, replacement }) => ({
    id,
    file: fileName,
    line: location.start.line + 1,
    mutator: mutatorName,
    original: inOneLine(between(sources.get(fileName) ?? '', location.start, location.end)),
    replacement: inOneLine(replacement ?? ''),
  }));
  return { mutations, code: new Map(result.files.map(({ name, content }) => [name, content])) };
}

/** Lines and columns count from 0. */
function between(text: string, start: Place, end: Place): string {
  const lines = text.split('\n').slice(start.line, end.line + 1);
  const last = lines.length - 1;
  lines[last] = (lines[last] ?? '').slice(0, end.column);
  lines[0] = (lines[0] ?? '').slice(start.column);
  return lines.join('\n');
}

function inOneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > LENGTH_MAX ? `${line.slice(0, LENGTH_MAX)}…` : line;
}
