import { createRequire, syncBuiltinESMExports } from 'node:module';
import { type Binding, internalModule } from './internals.ts';
import type { FsAnswers, Switchboard } from './switchboard.ts';
import { ReadFileJob, WriteFileJob } from './whole-file-jobs.ts';

type NodeFs = typeof import('node:fs');
type Callback = (error: Error | null, value?: unknown) => void;
type Form = (...args: unknown[]) => void;

/**
 * From Node 26 on, the whole of a file is read, or written, in one request, and a tree copied. What the thread does in it
 * are the calls of earlier versions, and those of other threads come in between: in runs they are made one by one.
 */
export function stubWholeFiles(binding: Binding, switchboard: Switchboard): void {
  if (binding['ReadFileJob'] === undefined) return;
  replaceJob(binding, 'ReadFileJob', switchboard, (fs, args) => new ReadFileJob(fs, args[0], args[1]));
  replaceJob(binding, 'WriteFileJob', switchboard, (fs, [path, flags, mode, data]) => {
    return new WriteFileJob(fs, path, flags, mode, data as ArrayBufferView);
  });
  const fs = createRequire(import.meta.url)('node:fs') as NodeFs;
  replaceForm(fs, 'readFile', 'r', switchboard);
  replaceForm(fs, 'writeFile', 'w', switchboard);
  if (binding['CpDirJob'] !== undefined) copyOneByOne(internalModule('internal/fs/cp/cp'), switchboard);
  syncBuiltinESMExports();
}

/** With a filter, Node itself goes through the tree. */
function copyOneByOne(module: Binding, switchboard: Switchboard): void {
  const original = module['cpFn'] as (from: unknown, to: unknown, options: object) => unknown;
  module['cpFn'] = (from: unknown, to: unknown, options: object): unknown =>
    original(from, to, switchboard.fs === undefined ? options : { filter: () => true, ...given(options) });
}

/** Options without those that are not given. */
function given(options: object): object {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

/** What `fs/promises` makes; it looks the class up each time. */
function replaceJob(
  binding: Binding,
  name: string,
  switchboard: Switchboard,
  make: (fs: FsAnswers, args: readonly unknown[]) => object,
): void {
  const Native = binding[name] as new (...args: readonly unknown[]) => object;
  binding[name] = function Job(...args: readonly unknown[]): object {
    return switchboard.fs === undefined ? new Native(...args) : make(switchboard.fs, args);
  };
}

/** The form with a callback holds the native class: it is called with a descriptor, for which it does not use that. */
function replaceForm(
  fs: NodeFs,
  name: 'readFile' | 'writeFile',
  usualFlag: string,
  switchboard: Switchboard,
): void {
  const original = fs[name] as unknown as Form;
  const replacement = (...args: unknown[]): void => {
    const [path] = args;
    const callback = args.at(-1) as Callback;
    const before = args.slice(1, name === 'readFile' ? 1 : 2);
    const given = args[before.length + 1];
    const options = typeof given === 'string' ? { encoding: given } : typeof given === 'object' ? given : {};
    const { flag = usualFlag, mode, buffer, signal } = { ...options } as Record<string, unknown>;
    const isAborted = signal instanceof AbortSignal && signal.aborted;
    if (switchboard.fs === undefined || typeof path === 'number' || buffer !== undefined || isAborted)
      return original(...args);
    // It throws where it was called wrongly, and has begun nothing.
    original(path, ...before, { ...options, signal: AbortSignal.abort() }, () => {});
    fs.open(path as string, flag as string, mode as number, (failed, fd) => {
      if (failed) return callback(failed);
      original(fd, ...before, options, (error: Error | null, value?: unknown) => {
        fs.close(fd, (unclosed) => {
          const problem = error ?? unclosed;
          if (problem) callback(problem);
          else if (value === undefined) callback(null);
          else callback(null, value);
        });
      });
    });
  };
  Object.defineProperty(replacement, 'name', { value: name });
  fs[name] = replacement as never;
}
