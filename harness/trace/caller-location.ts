import { findSourceMap } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { sourceOf } from '../core/generated-code.ts';
import { type CallStack, type Frame, framesOf, readCallStack } from './call-stack.ts';
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
  const [nearest] = callers(placesOf(stack));
  return nearest;
}

/** All such places that led to a call, the nearest first. */
export function callerLocations(call: CallStack | undefined): Generator<string> {
  const frames = call && framesOf(call);
  return callers(frames === undefined ? placesOf(readCallStack(call)) : placesAmong(frames));
}

function* callers(places: Iterable<Frame>): Generator<string> {
  for (const { file, line } of places) if (!isOfDependency(file)) yield `${inPackage(file)}:${line}`;
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
function* placesOf(stack: string | undefined): Generator<Frame> {
  for (const line of stack?.split('\n') ?? []) {
    // A path begins behind a space or a bracket: `node:internal/timers` has none.
    const match = /[\s(]((?:file:\/\/)?\/[^()]+):(\d+):(\d+)\)?$/.exec(line);
    if (match === null) continue;
    const [, file = '', ...numbers] = match;
    const [at = 1, column = 1] = numbers.map(Number);
    const place = authors({ file: pathOf(file), line: at, column });
    if (place !== undefined) yield place;
  }
}

/** The same of a stack whose frames are not looked up in their sources yet. */
function* placesAmong(frames: readonly Frame[]): Generator<Frame> {
  for (const frame of frames) {
    const file = authorsPath(frame.file);
    if (file === undefined) continue;
    const place = authors(writtenAt(frame) ?? { ...frame, file });
    if (place !== undefined) yield place;
  }
}

/** By file, as a frame names it: most frames are of few. */
const authorsPaths = new Map<string, string | undefined>();

/** The path of a file that is not the harness's, nor Node's. */
function authorsPath(place: string): string | undefined {
  if (authorsPaths.has(place)) return authorsPaths.get(place);
  const file = pathOf(place);
  const kept = file.startsWith('/') && !isOfHarness(file) ? file : undefined;
  authorsPaths.set(place, kept);
  return kept;
}

/** Where a frame stands in its source, as Node knows it where it follows source maps. */
function writtenAt({ file, line, column }: Frame): Frame | undefined {
  const entry = findSourceMap(file)?.findEntry(line - 1, column - 1);
  if (entry === undefined || !('originalSource' in entry)) return undefined;
  const { originalSource, originalLine, originalColumn } = entry;
  return { file: pathOf(originalSource), line: originalLine + 1, column: originalColumn + 1 };
}

/** A place of an author's; in the source, where heddle has made the code. */
function authors(place: Frame): Frame | undefined {
  const { file, line, column } = place;
  if (!file.startsWith('/') || isOfHarness(file)) return undefined;
  const source = sourceOf(file, line, column);
  return source === undefined ? place : { ...place, ...source };
}

function pathOf(place: string): string {
  return place.startsWith('file:') ? fileURLToPath(place) : place;
}

/** A file as readers know it: relative to the package that holds it; of an installed one, with its name. */
export function shownFile(file: string): string {
  return isOfDependency(file) ? file.slice(file.lastIndexOf(PACKAGES) + PACKAGES.length) : inPackage(file);
}

function inPackage(file: string): string {
  const root = packageRoot(path.dirname(file));
  return root === undefined ? file : path.relative(root, file).replaceAll(path.sep, '/');
}
