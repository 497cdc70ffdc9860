/** Stands for the native `FileHandle`, on which those of `fs/promises` are built. */
export class NativeFileHandle {
  fd: number;
  readonly #close: (fd: number) => Promise<unknown>;

  constructor(fd: number, close: (fd: number) => Promise<unknown>) {
    this.fd = fd;
    this.#close = close;
  }

  getAsyncId(): number {
    return 0;
  }

  close(): Promise<unknown> {
    return this.#close(this.releaseFD());
  }

  releaseFD(): number {
    const { fd } = this;
    this.fd = -1;
    return fd;
  }
}
