import type { Access, Footprints, Location, StepFootprint } from '../footprint.ts';
import { regardOf } from './regard.ts';

/** One access, and where in its run it stands. */
export interface Touch {
  readonly access: Access;
  readonly location: Location;
  readonly step: StepFootprint;
  /** Its number among all accesses of the run. */
  readonly at: number;
  /** The number of its step among all steps of the run. */
  readonly stepAt: number;
  /** That of a service something changed, of which an access to an entry says more. */
  readonly isWhole: boolean;
}

/** A recorded run by its accesses. */
export class History {
  readonly touches: readonly Touch[];
  /** The step of the event of that id. */
  readonly stepOf = new Map<string, number>();
  readonly steps: readonly StepFootprint[];
  /** Whether code under test keeps anything, beside what its tests do. */
  readonly hasState: boolean;
  readonly #byLocation = new Map<string, Touch[]>();
  readonly #byIdentity = new Map<string, Touch>();
  readonly #occurrences = new Map<Touch, string>();

  constructor({ steps, locations }: Footprints) {
    const touches: Touch[] = [];
    for (const [stepAt, step] of steps.entries()) {
      if (!this.stepOf.has(step.event)) this.stepOf.set(step.event, stepAt);
      for (const access of step.accesses) {
        const location = locations[access.location];
        if (location === undefined) continue;
        const isWhole = isToldByEntry(access, location, step, locations);
        touches.push({ access, location, step, at: touches.length, stepAt, isWhole });
      }
    }
    this.steps = steps;
    this.touches = touches;
    this.hasState = touches.some((touch) => regardOf(touch) === 'state');
    const counts = new Map<string, number>();
    for (const touch of touches) {
      const known = this.#byLocation.get(touch.location.name);
      if (known === undefined) this.#byLocation.set(touch.location.name, [touch]);
      else known.push(touch);
      const made = `${restOf(touch)}\n${touch.access.place}`;
      const count = (counts.get(made) ?? 0) + 1;
      counts.set(made, count);
      this.#occurrences.set(touch, `${count} ${made}`);
      for (const identity of this.#identitiesOf(touch)) {
        if (!this.#byIdentity.has(identity)) this.#byIdentity.set(identity, touch);
      }
    }
  }

  /** Names of all locations, as they were first touched. */
  get locations(): Iterable<string> {
    return this.#byLocation.keys();
  }

  /** All accesses of one location, in the order of the run. */
  on(location: string): readonly Touch[] {
    return this.#byLocation.get(location) ?? [];
  }

  /**
   * The same access, which is a touch of `other`, here. A step that is late, or fails, in one of the runs has another
   * name there; then the id of its event has to do. What a task does once it has a lock, it does in the step of whoever
   * gave that back; then how often it has done so at that place.
   */
  counterpart(touch: Touch, other: History): Touch | undefined {
    for (const identity of other.#identitiesOf(touch)) {
      const found = this.#byIdentity.get(identity);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #identitiesOf(touch: Touch): readonly string[] {
    const { step, access } = touch;
    const { place } = access;
    const rest = restOf(touch);
    const inStep = [`${step.name}\n${rest}`, `event ${step.event}\n${rest}`];
    if (place === undefined) return inStep;
    const here = inStep.map((identity) => `${identity}\n${place}`);
    return [...here, this.#occurrences.get(touch) ?? '', ...inStep];
  }

  /** The last change of that location before an access, if there is one. */
  sourceOf(touch: Touch): Touch | undefined {
    return this.on(touch.location.name).findLast((other) => other.at < touch.at && isChange(other));
  }
}

/** Who changes an entry of a service changes the service: that is told once. */
function isToldByEntry(
  { kind, task }: Access,
  { sort, name }: Location,
  { accesses }: StepFootprint,
  locations: readonly Location[],
): boolean {
  if (sort !== 'resource' || kind !== 'commute') return false;
  return accesses.some(
    (other) => other.task === task && locations[other.location]?.name.startsWith(`${name}[`) === true,
  );
}

/** Who looks at all that a service keeps sees what was added, too. */
const isChange = (touch: Touch): boolean =>
  isWrite(touch) || (touch.access.kind === 'commute' && touch.location.sort === 'resource');

export const isWrite = ({ access }: Touch): boolean => access.kind === 'write';
export const isRead = ({ access }: Touch): boolean => access.kind === 'read';

const restOf = ({ access, location }: Touch): string => `${access.task}\n${access.kind}\n${location.name}`;
