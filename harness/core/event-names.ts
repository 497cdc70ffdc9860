import { type Event, labelOf } from './event.ts';

/** `task: label`, which several events of a run may share; the id adds which of them it is. */
export function nameOf(event: Event): string {
  return `${event.task.name}: ${labelOf(event)}`;
}

/** Counts events by name as they are made: for runs of which most ids will be asked for. */
export class NameCounter {
  readonly #counts = new Map<string, number>();

  next(event: Event): number {
    const name = nameOf(event);
    const n = (this.#counts.get(name) ?? 0) + 1;
    this.#counts.set(name, n);
    return n;
  }
}

/** n in `task: label#n`, counted after the run: an exploration needs the ids of few events, and spends nothing on others. */
export function occurrenceAmong(created: readonly Event[], event: Event): number {
  let n = 1;
  for (let i = 0; i < event.sequence; i++) {
    const other = created[i] as Event;
    if (other.key === event.key && other.type.name === event.type.name && other.task.name === event.task.name)
      n += 1;
  }
  return n;
}
