/** Reads commands, arrays of bulk strings, from the chunks in which they come. */
export class CommandReader {
  #rest: Buffer = Buffer.alloc(0);

  /**
   * The commands that are complete with this chunk, in order.
   * @throws Error where it is not an array of bulk strings: no client speaks so
   */
  *read(chunk: Buffer): Generator<string[]> {
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    for (;;) {
      const command = this.#next();
      if (command === undefined) return;
      yield command;
    }
  }

  #next(): string[] | undefined {
    const head = this.#length('*', 0);
    if (head === undefined) return undefined;
    const command: string[] = [];
    let at = head.end;
    for (let i = 0; i < head.length; i++) {
      const bulk = this.#length('$', at);
      if (bulk === undefined || this.#rest.length < bulk.end + bulk.length + 2) return undefined;
      command.push(this.#rest.toString('utf8', bulk.end, bulk.end + bulk.length));
      at = bulk.end + bulk.length + 2;
    }
    this.#rest = this.#rest.subarray(at);
    return command;
  }

  /** A length with its mark in front, and where its line ends. */
  #length(mark: '*' | '$', at: number): { readonly length: number; readonly end: number } | undefined {
    const end = this.#rest.indexOf('\r\n', at);
    if (end < 0) return undefined;
    const line = this.#rest.toString('latin1', at, end);
    if (!/^[*$]\d+$/.test(line) || line[0] !== mark)
      throw new Error(`Protocol error: expected '${mark}' and a length, got ${JSON.stringify(line)}`);
    return { length: Number(line.slice(1)), end: end + 2 };
  }
}
