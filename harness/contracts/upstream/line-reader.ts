/** The lines of a body, one after the other. */
export class LineReader {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  readonly #decoder = new TextDecoder();
  #text = '';

  constructor({ body }: Response) {
    this.#reader = body?.getReader();
  }

  /** The next line, undefined at the end. @throws whatever the body failed with */
  async next(): Promise<string | undefined> {
    for (;;) {
      const end = this.#text.indexOf('\n');
      if (end >= 0) {
        const line = this.#text.slice(0, end);
        this.#text = this.#text.slice(end + 1);
        return line;
      }
      const read = await this.#reader?.read();
      if (read?.value === undefined) return undefined;
      this.#text += this.#decoder.decode(read.value, { stream: true });
    }
  }

  /** Leaves what is left. */
  async close(): Promise<void> {
    await this.#reader?.cancel().catch(() => {});
  }
}
