import type { Run } from './run.ts';

/** The run that owns the globals at this moment, if one does. */
export const active: { run: Run | undefined } = { run: undefined };
