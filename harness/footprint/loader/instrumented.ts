import path from 'node:path';
import { shownFile } from '../../trace/caller-location.ts';
import { type Instrumented, instrument } from '../instrument/instrument.ts';
import { isInScope, type Scope } from './scope.ts';

/** A file that is left as it is, since it could not be read as code. */
export interface Unreadable {
  /** As places name it. */
  readonly file: string;
  /** One line. */
  readonly why: string;
}

/** In two parts: this file has none. */
const MAP_FOLLOWS = ['//# source', 'MappingURL='].join('');

/** Instruments the files of a scope, and tells of those that it cannot. */
export class Instrumenter {
  readonly #scope: Scope;
  readonly #tell: (unreadable: Unreadable) => void;
  /** By file. One that is required may come by two ways. */
  readonly #texts = new Map<string, string>();

  /** @param tell called with each file that is left as it is because it is no code */
  constructor(scope: Scope, tell: (unreadable: Unreadable) => void) {
    this.#scope = scope;
    this.#tell = tell;
  }

  /** @param file absolute */
  covers(file: string): boolean {
    return isInScope(file, this.#scope);
  }

  /** @param file absolute @returns undefined where it is to be left as it is */
  made(code: string, file: string): Instrumented | undefined {
    if (!this.covers(file)) return undefined;
    const name = shownFile(file);
    try {
      const made = instrument(code, file, { name });
      return made && { code: made.code, map: mapTo(path.basename(file), made.map) };
    } catch (error) {
      const [why = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
      this.#tell({ file: name, why });
      return undefined;
    }
  }

  /** The text with its map behind it, which whoever compiles it next composes with its own; else as it was. */
  text(code: string, file: string): string {
    if (this.#texts.get(file) === code) return code;
    const made = this.made(code, file);
    if (made === undefined) return code;
    const map = Buffer.from(made.map).toString('base64');
    const text = `${made.code}\n${MAP_FOLLOWS}data:application/json;base64,${map}\n`;
    this.#texts.set(file, text);
    return text;
  }
}

/** The source is beside what is made of it, whoever reads it. Who needs its text has the file. */
function mapTo(source: string, map: string): string {
  const { sourcesContent: _, ...rest } = JSON.parse(map) as { readonly sourcesContent?: unknown };
  return JSON.stringify({ ...rest, sources: [source] });
}
