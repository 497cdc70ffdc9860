const GROWTH = 1.3;

/** How the number of distinct orderings grows with the schedules, at points whose distances grow by 30 %. */
export class Discovery {
  readonly #points: (readonly [schedules: number, distinct: number])[] = [];
  #nextAt = 1;

  /** Told after each run. */
  note(schedules: number, distinct: { readonly count: number }): void {
    if (schedules < this.#nextAt) return;
    this.#points.push([schedules, distinct.count]);
    this.#nextAt = Math.max(schedules + 1, Math.ceil(schedules * GROWTH));
  }

  /** All points, and the last state. */
  curve(schedules: number, distinct: number): readonly (readonly [schedules: number, distinct: number])[] {
    const last = this.#points.at(-1);
    return last === undefined || last[0] === schedules
      ? this.#points
      : [...this.#points, [schedules, distinct]];
  }
}
