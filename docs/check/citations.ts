/** The comments of a TypeScript source. */
export function comments(source: string): readonly string[] {
  return source.match(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/ .*$/gm) ?? [];
}

/** The ids of docs/sources.md that a comment cites: `pctcp` of `[pctcp]`. Code in backticks cites nothing. */
export function citedIds(comment: string): readonly string[] {
  const prose = comment.replaceAll(/`[^`]*`/g, '');
  return [...prose.matchAll(/(?<![\w)\]])\[([a-z][a-z-]+[a-z])\](?!\()/g)].map(([, id = '']) => id);
}

/** Files of a user's project, which a comment may name. */
const usersFiles = new Set(['heddle.config.ts', '.scenario.ts', 'report.json']);

/** The TypeScript files and pages that a comment names. */
export function namedFiles(comment: string): readonly string[] {
  const named = comment.match(/(?<![\w*])[\w./-]*\w\.(?:md|ts|mjs)\b/g) ?? [];
  return named.filter((file) => !usersFiles.has(file));
}
