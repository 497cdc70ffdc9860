import type { History } from '../frame/history.ts';
import { anomalies } from './histories/anomalies.ts';
import { failures } from './histories/failures.ts';
import { waits } from './histories/waits.ts';

/** Histories of PostgreSQL, written by hand. */
export const histories: readonly History[] = [...anomalies, ...waits, ...failures];
