import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { sourceOf } from '../core/generated-code.ts';
import { packageRoot } from './package-root.ts';

/** Where the harness is: its sources, and what is built from them. */
const harnessRoot = fileURLToPath(new URL('..', import.meta.url));
const harnessRoots = [harnessRoot, harnessRoot.replace(/dist\/harness\/$/, 'harness/')];

/** Whether a file is of the harness itself. Its tests, their fixtures and scenarios are authors of their own. */
export function isOfHarness(file: string): boolean {
  return (
    harnessRoots.some((root) => file.startsWith(root)) && !/\.(test|scenario|fixture)\.[jt]s$/.test(file)
  );
}

/**
 * The nearest place on the stack that is neither the harness's own, nor a package's, nor Node's, as `path:line`,
 * relative to the package that holds it: the same wherever the command is called from, and wherever the package stands.
 * Undefined where there is none.
 */
export function callerLocation(stack: string | undefined): string | undefined {
  const [nearest] = callerLocations(stack);
  return nearest;
}

/** All such places, the nearest first. */
export function* callerLocations(stack: string | undefined): Generator<string> {
  for (const { file, line } of placesOf(stack)) if (!isOfDependency(file)) yield `${inPackage(file)}:${line}`;
}

/** The file of that place, absolute. Undefined where there is none. */
export function callerFile(stack: string | undefined): string | undefined {
  for (const { file } of placesOf(stack)) if (!isOfDependency(file)) return file;
  return undefined;
}

/** The nearest place on the stack in a package that was installed, as `name/path:line`. Undefined where there is none. */
export function packageLocation(stack: string | undefined): string | undefined {
  for (const { file, line } of placesOf(stack)) {
    if (isOfDependency(file)) return `${shownFile(file)}:${line}`;
  }
  return undefined;
}

const PACKAGES = '/node_modules/';

function isOfDependency(file: string): boolean {
  return file.includes(PACKAGES);
}

/** The places on the stack, the nearest first, that are neither the harness's own nor Node's. */
function* placesOf(stack: string | undefined): Generator<{ readonly file: string; readonly line: string }> {
  for (const frame of stack?.split('\n') ?? []) {
    // A path begins behind a space or a bracket: `node:internal/timers` has none.
    const match = /[\s(]((?:file:\/\/)?\/[^()]+):(\d+):(\d+)\)?$/.exec(frame);
    if (match === null) continue;
    const [, place = '', line = '', column = ''] = match;
    const file = place.startsWith('file:') ? fileURLToPath(place) : place;
    if (isOfHarness(file)) continue;
    const source = sourceOf(file, Number(line), Number(column));
    if (source === undefined) yield { file, line };
    else yield { file: source.file, line: String(source.line) };
  }
}

/** A file as readers know it: relative to the package that holds it; of an installed one, with its name. */
export function shownFile(file: string): string {
  return isOfDependency(file) ? file.slice(file.lastIndexOf(PACKAGES) + PACKAGES.length) : inPackage(file);
}

function inPackage(file: string): string {
  const root = packageRoot(path.dirname(file));
  return root === undefined ? file : path.relative(root, file).replaceAll(path.sep, '/');
}
