/** Gives each string its place in the table that all failures of a page share. */
export class StringTable {
  readonly #places = new Map<string, number>();

  placeOf(text: string): number {
    const known = this.#places.get(text);
    if (known !== undefined) return known;
    this.#places.set(text, this.#places.size);
    return this.#places.size - 1;
  }

  get strings(): readonly string[] {
    return [...this.#places.keys()];
  }
}
