import type { Access, Footprints, Location, StepFootprint } from '../footprint.ts';

/** One access, and where in its run it stands. */
export interface Touch {
  readonly access: Access;
  readonly location: Location;
  readonly step: StepFootprint;
  /** Its number among all accesses of the run. */
  readonly at: number;
  /** The number of its step among all steps of the run. */
  readonly stepAt: number;
}

/** A recorded run by its accesses. */
export class History {
  readonly touches: readonly Touch[];
  /** The step of the event of that id. */
  readonly stepOf = new Map<string, number>();
  readonly steps: readonly StepFootprint[];
  readonly #byLocation = new Map<string, Touch[]>();
  readonly #byIdentity = new Map<string, Touch>();

  constructor({ steps, locations }: Footprints) {
    const touches: Touch[] = [];
    for (const [stepAt, step] of steps.entries()) {
      if (!this.stepOf.has(step.event)) this.stepOf.set(step.event, stepAt);
      for (const access of step.accesses) {
        const location = locations[access.location];
        if (location === undefined) continue;
        touches.push({ access, location, step, at: touches.length, stepAt });
      }
    }
    this.steps = steps;
    this.touches = touches;
    for (const touch of touches) {
      const known = this.#byLocation.get(touch.location.name);
      if (known === undefined) this.#byLocation.set(touch.location.name, [touch]);
      else known.push(touch);
      for (const identity of identitiesOf(touch)) {
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

  /** The same access of another run. */
  counterpart(touch: Touch): Touch | undefined {
    const [named, byEvent] = identitiesOf(touch);
    return this.#byIdentity.get(named) ?? this.#byIdentity.get(byEvent);
  }

  /** The last writing of that location before an access, if there is one. */
  sourceOf(touch: Touch): Touch | undefined {
    return this.on(touch.location.name).findLast((other) => other.at < touch.at && isWrite(other));
  }
}

export const isWrite = ({ access }: Touch): boolean => access.kind === 'write';
export const isRead = ({ access }: Touch): boolean => access.kind === 'read';

/**
 * Same step, same task, same location, same kind: the same access, whichever of two runs it is in. A step that is late,
 * or fails, in one of them has another name there; then the id of its event has to do.
 */
function identitiesOf({ access, location, step }: Touch): readonly [string, string] {
  const rest = `${access.task}\n${access.kind}\n${location.name}`;
  return [`${step.name}\n${rest}`, `event ${step.event}\n${rest}`];
}
