import type { SourceMap } from 'node:module';

/** Code that heddle has made of sources: where each place of it comes from. */
const maps = new Map<string, SourceMap>();

export function mapGenerated(file: string, map: SourceMap): void {
  maps.set(file, map);
}

/** The place in the source, its file absolute; undefined where the file is no code that heddle has made. Both from 1. */
export function sourceOf(
  file: string,
  line: number,
  column: number,
): { readonly file: string; readonly line: number } | undefined {
  const map = maps.get(file);
  if (map === undefined) return undefined;
  const entry = map.findEntry(line - 1, column - 1);
  if (!('originalSource' in entry)) return undefined;
  return { file: entry.originalSource, line: entry.originalLine + 1 };
}
