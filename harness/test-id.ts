/** Between the parts of a test's id. */
export const SEPARATOR = ' > ';

/** Where a test stands. */
export interface TestPlace {
  /** Folder of the package, absolute. */
  readonly root: string;
  /** Relative to the package, with slashes. */
  readonly file: string;
  /** Its own name, after those of the groups around it. */
  readonly names: readonly string[];
}

/** `<file> > <group> > <name>`: what tokens, reports and kept failures call a test. No scenario's id is of that form. */
export function testIdOf({ file, names }: Pick<TestPlace, 'file' | 'names'>): string {
  return [file, ...names].join(SEPARATOR);
}

/** The file of a test, relative to the package; undefined for the id of a scenario. */
export function fileOfTest(id: string): string | undefined {
  const at = id.indexOf(SEPARATOR);
  return at < 0 ? undefined : id.slice(0, at);
}

/** The names of a test, its groups first, as one text. */
export function nameOfTest(id: string): string {
  return id.slice(id.indexOf(SEPARATOR) + SEPARATOR.length);
}
