/** Where a variable of a module comes from, if from another. */
export interface Import {
  /** As the module writes it. */
  readonly from: string;
  /** Its name there; `*` for all that is there. */
  readonly name: string;
}

const STATEMENT = /\bimport\s*([\w$\s{},*]+?)\s*from\s*["']([^"'\n]+)["']/g;

/** What a module imports, by the names that it has here. */
export function importsOf(source: string): ReadonlyMap<string, Import> {
  const imports = new Map<string, Import>();
  for (const [, clause = '', from = ''] of source.matchAll(STATEMENT)) {
    const [, listed = ''] = /\{([^}]*)\}/.exec(clause) ?? [];
    for (const part of listed.split(',')) {
      const [name = '', local = name] = part.trim().split(/\s+as\s+/);
      if (name !== '') imports.set(local, { from, name });
    }
    const [, all] = /\*\s*as\s+([\w$]+)/.exec(clause) ?? [];
    if (all !== undefined) imports.set(all, { from, name: '*' });
    const [, only] = /^([\w$]+)/.exec(clause) ?? [];
    if (only !== undefined) imports.set(only, { from, name: 'default' });
  }
  return imports;
}
