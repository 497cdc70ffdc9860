import type { FaultMenu } from 'heddle';

/** The background tasks of the variants: anybody may cancel them, as a runtime that shuts down does. */
export const backgroundTasks = ['writer', 'drain', 'flush*'] as const;

/** The component's whole fault menu. */
export const everyFault: FaultMenu = {
  budget: 3,
  operations: {
    'db.open': ['error', 'stall'],
    'db.insert': ['error', 'stall'],
    'db.commit': ['error', 'stall', 'lost-reply'],
  },
  cancel: backgroundTasks,
  crash: true,
};
