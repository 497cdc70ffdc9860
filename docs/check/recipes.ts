import { type Block, blocksIn } from './guide-project.fixture.ts';
import { textOf } from './pages.ts';

/** A block that says where it stands. */
type File = Block & { readonly file: string };

/** One section of the page of recipes. */
export interface Recipe {
  readonly title: string;
  /** What is tested, with its mistake. */
  readonly source: File;
  /** What the test models it by. */
  readonly models: readonly File[];
  readonly test: File;
  /** What vitest prints of it. */
  readonly printed: string;
  /** How the source is mended. */
  readonly diff: string;
}

/**
 * The sections of `docs/<name>`.
 * @throws Error where one has no source, no test, no output or no diff
 */
export function recipesOf(name: string): readonly Recipe[] {
  const [, ...sections] = textOf(`docs/${name}`).split(/^## /m);
  return sections.map((text) => {
    const title = text.slice(0, text.indexOf('\n'));
    const files = blocksIn(text).filter((block): block is File => block.file !== undefined);
    const fences = [...text.matchAll(/^```(\w*)\n(.*?)^```$/gms)];
    const [printed, diff] = ['', 'diff'].map((language) => fences.find(([, of]) => of === language)?.[2]);
    const source = files.find(({ file }) => file.startsWith('src/'));
    const test = files.find(({ file }) => file.endsWith('.test.ts'));
    if (source === undefined || test === undefined || printed === undefined || diff === undefined)
      throw new Error(`The recipe "${title}" wants a source, a test, what is printed, and a diff.`);
    return {
      title,
      source,
      test,
      printed,
      diff,
      models: files.filter((file) => file !== source && file !== test),
    };
  });
}
