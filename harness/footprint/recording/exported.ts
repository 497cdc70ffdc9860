/** Variables that modules export and change, by the name that others import them under. */
export class ExportedVariables {
  readonly #byName = new Map<string, Set<string>>();
  /** Other names of the same, by the name under which they are passed on. */
  readonly #renamed = new Map<string, Set<string>>();

  /** @param name a variable of `file`, or, after a colon, the name under which another module exports it */
  add(file: string, outside: string, name: string): void {
    if (name.startsWith(':')) put(this.#renamed, outside, name.slice(1));
    else put(this.#byName, outside, `${file}:${name}`);
  }

  /**
   * Which variables may be meant: `file:name`. Where modules export different ones under one name, all of them, as it
   * is not known which file a specifier leads to.
   */
  of(name: string, seen = new Set<string>()): string[] {
    if (seen.has(name)) return [];
    seen.add(name);
    const passedOn = [...(this.#renamed.get(name) ?? [])].flatMap((other) => this.of(other, seen));
    return [...(this.#byName.get(name) ?? []), ...passedOn];
  }
}

function put(map: Map<string, Set<string>>, key: string, value: string): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, new Set([value]));
  else known.add(value);
}
