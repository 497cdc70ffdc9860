/** A variable that outlives runs, and all that it holds. */
export class Variable {
  readonly name: string;
  /** URL of the module that declares it; empty for what belongs to the whole thread. */
  readonly module: string;
  /** Short texts by path: `.size`, `.#rows[2]`; the variable's own value under the empty path. */
  readonly contents = new Map<string, string>();

  constructor(module: string, name: string) {
    this.module = module;
    this.name = name;
  }
}

/** What a variable held in two moments, where that differs. */
export interface Change {
  readonly variable: Variable;
  /** The first path in it that differs. */
  readonly path: string;
  /** Undefined where there was nothing, or is nothing any more. */
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** Variables by module and name. */
export type Variables = ReadonlyMap<string, Variable>;

/** What differs, in the order of the variables. */
export function changesBetween(before: Variables, after: Variables): readonly Change[] {
  const changes: Change[] = [];
  for (const [key, variable] of after) {
    const was = before.get(key)?.contents ?? new Map<string, string>();
    const path =
      [...variable.contents.keys()].find((path) => was.get(path) !== variable.contents.get(path)) ??
      [...was.keys()].find((path) => !variable.contents.has(path));
    if (path === undefined) continue;
    changes.push({ variable, path, before: was.get(path), after: variable.contents.get(path) });
  }
  return changes;
}
