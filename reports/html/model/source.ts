import type { SourceLines } from '../../../harness/result.ts';

/** Lines of code around one that a step names. */
export interface Excerpt {
  readonly location: string;
  readonly lines: readonly { readonly number: number; readonly text: string; readonly isNamed: boolean }[];
}

const AROUND = 3;

/** @param location `file:line`, maybe with a column; undefined where its lines are not known */
export function excerptOf(sources: SourceLines, location: string): Excerpt | undefined {
  const [, file = '', line = ''] = /^(.+?):(\d+)(?::\d+)?$/.exec(location) ?? [];
  const known = Object.hasOwn(sources, file) ? sources[file] : undefined;
  const named = Number(line);
  if (known?.[named] === undefined) return undefined;
  const lines = [];
  for (let number = named - AROUND; number <= named + AROUND; number++) {
    const text = known[number];
    if (text !== undefined) lines.push({ number, text, isNamed: number === named });
  }
  return { location, lines };
}
