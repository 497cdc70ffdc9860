import { ReservingUsage } from './counters/reserving-usage.ts';
import { type Design, routerOf } from './design.ts';
import { oneRefreshPerKey } from './v6-one-refresh-per-key.ts';

/** Chooses an endpoint and reserves its slot under one hold of the usage lock. */
const atomicReservation: Design = { ...oneRefreshPerKey, usage: (parts) => new ReservingUsage(parts) };

export const createAtomicReservationRouter = routerOf(atomicReservation);
