import fs from 'node:fs';
import Module from 'node:module';
import type { Instrumenter } from './instrumented.ts';

/** A module that is required. */
interface Required {
  load(this: Required, file: string): unknown;
  _compile(code: string, file: string, format?: string): unknown;
}

/**
 * Required modules are read by handlers, Node's and tsx's, below which there is nothing: each is given the instrumented
 * text in place of the file's.
 */
export function instrumentRequired(instrumenter: Instrumenter): void {
  const { prototype } = Module as unknown as { readonly prototype: Required };
  const load = Reflect.get(prototype, 'load');
  prototype.load = function (file) {
    const [path = file] = file.split('?');
    if (!instrumenter.covers(path)) return load.call(this, file);
    const code = fs.readFileSync(path, 'utf8');
    const text = instrumenter.text(code, path);
    // Where Node has read the file before, to look for the names of its exports.
    const compile = this._compile.bind(this);
    this._compile = (given, ...rest) => compile(given === code ? text : given, ...rest);
    return readingAs(path, text, () => load.call(this, file));
  };
}

/** Does `work`, for which a file has that text when it is first read. */
function readingAs<T>(file: string, text: string, work: () => T): T {
  const { readFileSync } = fs;
  const read = (path: unknown, ...rest: readonly unknown[]): unknown => {
    if (path !== file) return Reflect.apply(readFileSync, fs, [path, ...rest]);
    restore();
    return rest[0] === undefined ? Buffer.from(text) : text;
  };
  const restore = (): void => {
    if ((fs.readFileSync as unknown) === read) fs.readFileSync = readFileSync;
  };
  fs.readFileSync = read as typeof readFileSync;
  try {
    return work();
  } finally {
    restore();
  }
}
