/** How a handle's descriptor is closed. */
interface Closing {
  readonly later: (fd: number) => Promise<unknown>;
  readonly now: (fd: number) => unknown;
}

/** Stands for the native `FileHandle`, on which those of `fs/promises` are built. */
export class NativeFileHandle {
  fd: number;
  readonly #closing: Closing;

  constructor(fd: number, closing: Closing) {
    this.fd = fd;
    this.#closing = closing;
  }

  getAsyncId(): number {
    return 0;
  }

  close(): Promise<unknown> {
    return this.#closing.later(this.releaseFD());
  }

  closeSync(): void {
    this.#closing.now(this.releaseFD());
  }

  releaseFD(): number {
    const { fd } = this;
    this.fd = -1;
    return fd;
  }
}
