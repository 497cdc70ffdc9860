import { unbound } from './unbound.ts';

/** Nanoseconds. Captured at load: inside a slice the clock of `process` tells virtual time. */
// oxlint-disable-next-line typescript/unbound-method -- bound again
export const hrtime = unbound(process.hrtime.bigint).bind(process.hrtime);
