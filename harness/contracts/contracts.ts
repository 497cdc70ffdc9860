import { database } from './database/database-contract.ts';
import { etcd } from './etcd/etcd-contract.ts';
import type { Contract } from './frame/contract.ts';
import { http } from './http/http-contract.ts';
import { postgres } from './postgres/postgres-contract.ts';
import { redis } from './redis/redis-contract.ts';
import { sqlite } from './sqlite/sqlite-contract.ts';
import { upstream } from './upstream/upstream-contract.ts';

/** All contracts, in the order in which they are held. */
export const contracts: readonly Contract[] = [database, postgres, sqlite, redis, etcd, http, upstream];
