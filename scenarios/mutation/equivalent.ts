import type { Mutation } from './mutants.ts';

/** Mutants that nobody could notice, and why. */
export interface Equivalence {
  /** From the root of the repository; default: any. */
  readonly file?: string;
  /** As Stryker names it; default: any. */
  readonly mutator?: string;
  /** What the mutants' line says somewhere. */
  readonly line: string;
  /** What is replaced; default: whatever it is. */
  readonly original?: string;
  /** What stands there instead; default: whatever it is. */
  readonly replacement?: string;
  readonly reason: string;
}

const words = 'the words of an error, which no code reads';

export const equivalences: readonly Equivalence[] = [
  { line: 'override readonly name =', mutator: 'StringLiteral', reason: words },
  { line: 'super(`', mutator: 'StringLiteral', reason: words },
  { line: "super('", mutator: 'StringLiteral', reason: words },
  {
    line: 'options.spawn === undefined ? {} :',
    original: 'options.spawn === undefined',
    replacement: 'false',
    reason: 'a port that is undefined is passed on, and the task takes its default for it all the same',
  },
  {
    file: 'systems/batch-writer/hardened.ts',
    line: 'this.#writer?.cancel();',
    replacement: 'this.#writer.cancel',
    reason: 'a stop that lasts beyond its turn has a task: the writer, or the drain that takes its place',
  },
];

/** @param texts the sources, by file */
export function equivalenceOf(
  texts: ReadonlyMap<string, string>,
  mutation: Mutation,
): Equivalence | undefined {
  const text = texts.get(mutation.file)?.split('\n')[mutation.line - 1] ?? '';
  return equivalences.find(
    ({ file = mutation.file, line, original, replacement, mutator = mutation.mutator }) =>
      file === mutation.file &&
      mutator === mutation.mutator &&
      text.includes(line) &&
      (original === undefined || original === mutation.original) &&
      (replacement === undefined || replacement === mutation.replacement),
  );
}
