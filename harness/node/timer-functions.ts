/** What sets and clears timers and immediates: globals, and exports of `node:timers`. */
export const TIMER_FUNCTIONS = [
  'setTimeout',
  'setInterval',
  'setImmediate',
  'clearTimeout',
  'clearInterval',
  'clearImmediate',
] as const;
