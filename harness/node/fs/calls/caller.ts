import type { OpenFiles } from './open-files.ts';
import type { Inode } from '../volume/inode.ts';
import type { PathEnd, Place } from '../volume/path-walk.ts';
import type { Volume } from '../volume/volume.ts';

/** Who calls the file system: the process that is running, with its open files, on a volume. */
export class Caller {
  readonly volume: Volume;
  readonly #files: () => OpenFiles;
  readonly #cwd: () => string;

  /**
   * @param files of the process that is running
   * @param cwd its working directory
   */
  constructor(volume: Volume, files: () => OpenFiles, cwd: () => string) {
    this.volume = volume;
    this.#files = files;
    this.#cwd = cwd;
  }

  get files(): OpenFiles {
    return this.#files();
  }

  /** What a path means, which may be given as bytes. */
  absolute(path: unknown): string {
    const text = textOf(path);
    return text === '' || text.startsWith('/') ? text : `${this.#cwd()}/${text}`;
  }

  walk(path: unknown, end?: PathEnd): Place {
    return this.volume.walk(this.absolute(path), end);
  }

  /** @throws Errno where it is not there */
  find(path: unknown, end?: PathEnd): Inode {
    return this.volume.find(this.absolute(path), end);
  }
}

/** Text, of text or of bytes in UTF-8. */
export function textOf(path: unknown): string {
  if (typeof path === 'string') return path;
  return path instanceof Uint8Array ? Buffer.from(path).toString() : String(path);
}

/** Text in the encoding that was asked for; `buffer` asks for bytes. */
export function encoded(text: string, encoding: unknown): string | Buffer {
  if (encoding === undefined || encoding === null || encoding === 'utf8' || encoding === 'utf-8') return text;
  const bytes = Buffer.from(text);
  return encoding === 'buffer' ? bytes : bytes.toString(encoding as BufferEncoding);
}
