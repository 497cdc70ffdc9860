import type { Fault } from './event.ts';
import type { Picker } from './picker.ts';

/** The prompt order, but each event of that name is delivered with that fault. */
export function failing(name: string, fault: Fault): Picker {
  return {
    pick({ pending, horizonMs, delivery }) {
      const index = pending.first(horizonMs);
      if (pending.events[index]?.type.name === name) delivery.fault = fault;
      return index;
    },
  };
}
