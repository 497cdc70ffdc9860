/** Where in the source things are done. */
export class Sites {
  readonly #files: { file: string; base: number; positions: readonly number[] }[] = [];
  /** 0 means nowhere. */
  #next = 1;

  /** @returns what to add to a number of this file; the same where it is evaluated anew, as fresh modules are */
  add(file: string, positions: readonly number[]): number {
    const known = this.#files.find((one) => one.file === file && haveSame(one.positions, positions));
    if (known !== undefined) return known.base;
    const base = this.#next;
    this.#files.push({ file, base, positions });
    this.#next += positions.length / 2;
    return base;
  }

  /** `path:line`. */
  place(site: number): string | undefined {
    if (site <= 0) return undefined;
    const found = this.#files.findLast(({ base }) => base <= site);
    return found && `${found.file}:${found.positions[(site - found.base) * 2]}`;
  }
}

function haveSame(positions: readonly number[], others: readonly number[]): boolean {
  return positions.length === others.length && positions.every((one, i) => one === others[i]);
}
