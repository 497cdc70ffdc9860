/** Where code can keep values between two parts of an expression: a function's body, or the file. */
export class Frame {
  readonly #outer: Frame | undefined;
  readonly #canKeep: boolean;
  readonly temporaries: string[] = [];
  /** Statements that come first. */
  readonly prologue: string[] = [];

  /** @param canKeep false for initial values of fields and parameters, which have no place for declarations */
  constructor(outer: Frame | undefined, canKeep: boolean) {
    this.#outer = outer;
    this.#canKeep = canKeep;
  }

  get isOutermost(): boolean {
    return this.#outer === undefined;
  }

  get canKeep(): boolean {
    return this.#canKeep;
  }

  /** A new variable; undefined where none can be had which is this activation's own. */
  temporary(name: () => string): string | undefined {
    if (!this.#canKeep) return undefined;
    const made = name();
    this.temporaries.push(made);
    return made;
  }

  /** A new variable of this or the nearest frame that can keep some. */
  anyTemporary(name: () => string): string {
    const own = this.temporary(name);
    if (own !== undefined) return own;
    if (this.#outer === undefined) throw new Error('the outermost frame keeps no values');
    return this.#outer.anyTemporary(name);
  }

  /** What the frame begins with. */
  text(keyword: 'let' | 'var'): string {
    const names = this.temporaries.length === 0 ? '' : `${keyword} ${this.temporaries.join(',')};`;
    return names + this.prologue.join('');
  }
}
