import { readdirSync, readFileSync } from 'node:fs';

/** One document. */
export interface Page {
  /** From the root of the repository: `docs/ci.md`. */
  readonly file: string;
  readonly text: string;
}

const root = new URL('../../', import.meta.url);

/** Every document of the repository. */
export const pages: readonly Page[] = [
  ...markdownIn('.'),
  ...markdownIn('docs'),
  ...markdownIn('docs/api'),
].map((file) => ({
  file,
  text: readFileSync(new URL(file, root), 'utf8'),
}));

/** What a page says. Throws where there is no such page. */
export function textOf(file: string): string {
  const page = pages.find((other) => other.file === file);
  if (page === undefined) throw new Error(`There is no ${file}.`);
  return page.text;
}

function markdownIn(folder: string): readonly string[] {
  return readdirSync(new URL(`${folder}/`, root))
    .filter((name) => name.endsWith('.md'))
    .toSorted()
    .map((name) => (folder === '.' ? name : `${folder}/${name}`));
}
