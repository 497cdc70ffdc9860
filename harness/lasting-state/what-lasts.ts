import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { shownFile } from '../trace/caller-location.ts';
import { Heap } from './heap.ts';
import { type Change, changesBetween } from './variable.ts';
import { IDENTITY, lastingState } from './walk.ts';

/** Something that outlives runs, and what one run made of it: plain data. */
export interface Lasting {
  /** As an author would write it: `store.#rows`, `seen.get("a")`. */
  readonly what: string;
  /** Where its variable is declared, `path:line`; empty for what belongs to the whole thread. */
  readonly place: string;
  /** From what to what, in words. */
  readonly change: string;
}

/**
 * Does `work`, and says what that has changed of what outlives it: variables of modules, what they hold, timers that
 * they remember, global variables, listeners of the process, the environment. Empty where no debugger is to be had.
 * @param root a function, or what holds some, from whose modules on variables are looked for
 */
export function whatLasts(root: object, work: () => void): readonly Lasting[] {
  let heap: Heap | undefined;
  try {
    heap = new Heap();
    const before = lastingState(heap, root);
    work();
    return changesBetween(before, lastingState(heap, root)).map(told);
  } catch {
    // It is a help, and must not stand in the way of what is known without it.
    return [];
  } finally {
    heap?.close();
  }
}

function told({ variable: { module, name }, path, before, after }: Change): Lasting {
  const [was, is] = [before, after].map((text) => text?.split(IDENTITY, 1)[0]);
  return {
    what: `${name}${path}`,
    place: module === '' ? '' : placeOf(module, name),
    change: changeOf(was, is),
  };
}

function changeOf(was: string | undefined, is: string | undefined): string {
  if (was === undefined) return `not there, then ${is}`;
  if (is === undefined) return `${was}, then gone`;
  return was === is ? `${was}, then another` : `${was}, then ${is}`;
}

function placeOf(module: string, name: string): string {
  const file = module.startsWith('file:') ? fileURLToPath(module) : module;
  // TypeScript imports what it calls `.js`.
  for (const candidate of [file, file.replace(/\.([cm]?)js(x?)$/, '.$1ts$2')]) {
    const line = lineOf(candidate, name);
    if (line !== undefined) return `${shownFile(candidate)}${line > 0 ? `:${line}` : ''}`;
  }
  return shownFile(file);
}

/** The line, from 1, that declares a variable; 0 where it is not seen; undefined where there is no such file. */
function lineOf(file: string, name: string): number | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
  const escaped = name.replaceAll('$', String.raw`\$`);
  const declares = new RegExp(
    String.raw`\b(?:let|const|var|class|function\*?)\b[^=;(]*(?<![\w$.])${escaped}(?![\w$])`,
  );
  return text.split('\n').findIndex((line) => declares.test(line)) + 1;
}
