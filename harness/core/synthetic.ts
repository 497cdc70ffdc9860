import type { EventType } from './event.ts';

/** What no service answers: a task begins, a task is cancelled, the process crashes. */
function syntheticType(kind: 'start' | 'cancel' | 'crash'): EventType {
  return {
    kind,
    name: kind,
    faults: [],
    connection: undefined,
    resource: undefined,
    errors: undefined,
    reply: undefined,
  };
}

export const startType = syntheticType('start');
export const cancelType = syntheticType('cancel');
export const crashType = syntheticType('crash');
