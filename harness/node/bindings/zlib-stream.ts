/** A native stream of the binding `zlib`: one direction, one format. */
export interface ZlibStream {
  onerror: (message: string, errno: number, code: string) => void;
  writeSync(...args: readonly unknown[]): void;
}

/** What answers for the streams of the binding `zlib`. */
export interface ZlibAnswers {
  /** A stream was made. */
  made(stream: ZlibStream): void;
  /** A chunk that the thread pool is to work on. `written` is to be called when it is through, unless that failed. */
  write(stream: ZlibStream, args: readonly unknown[], written: () => void): void;
  /** Nobody needs the stream any more. `close` frees what it holds; that cannot be while a chunk is worked on. */
  close(stream: ZlibStream, close: () => void): void;
}
