import type { Location, LocationSort } from '../footprint.ts';

/** Numbers locations, across runs. */
export class Locations {
  readonly #numbers = new Map<string, number>();
  readonly #known: Location[] = [];

  /** The number of the location of that name. The label of the first asking counts. */
  number(name: string, label: string, sort: LocationSort): number {
    let number = this.#numbers.get(name);
    if (number === undefined) {
      number = this.add({ name, label, sort });
      this.#numbers.set(name, number);
    }
    return number;
  }

  /** A number for a location that has none yet. Its label may become another later. */
  add(location: Location): number {
    return this.#known.push(location) - 1;
  }

  /** As it is called now. */
  at(number: number): Location {
    const known = this.#known[number];
    if (known === undefined) throw new RangeError(`no location has the number ${number}`);
    return { name: known.name, label: known.label, sort: known.sort };
  }
}
