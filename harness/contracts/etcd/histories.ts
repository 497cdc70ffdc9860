import type { History } from '../frame/history.ts';
import { leases } from './histories/leases.ts';
import { reads } from './histories/reads.ts';
import { transactions } from './histories/transactions.ts';
import { watches } from './histories/watches.ts';
import { writes } from './histories/writes.ts';

/** Histories of etcd, written by hand. */
export const histories: readonly History[] = [...writes, ...transactions, ...reads, ...leases, ...watches];
