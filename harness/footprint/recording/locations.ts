import type { Location, LocationSort } from '../footprint.ts';

/** Numbers locations by their names, across runs. */
export class Locations {
  readonly #numbers = new Map<string, number>();
  readonly #known: { name: string; label: () => string; sort: LocationSort }[] = [];

  /**
   * @param label asked for when somebody reads it: what holds an object may become known later than the object. The last
   * one counts: another program has other objects under the same names
   */
  number(name: string, label: () => string, sort: LocationSort): number {
    let number = this.#numbers.get(name);
    if (number === undefined) {
      number = this.#known.push({ name, label, sort }) - 1;
      this.#numbers.set(name, number);
      return number;
    }
    const known = this.#known[number];
    if (known !== undefined) known.label = label;
    return number;
  }

  at(number: number): Location {
    const known = this.#known[number];
    if (known === undefined) throw new RangeError(`no location has the number ${number}`);
    return { name: known.name, label: known.label(), sort: known.sort };
  }
}
