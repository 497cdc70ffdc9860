import type { FaultMenu } from 'heddle';

/** The menu of the store that the proxy watches. */
export const storeFaults = {
  'etcd.put': ['error', 'stall', 'lost-reply'],
  'etcd.range': ['error', 'stall'],
  'etcd.putPrefix': ['error', 'stall', 'lost-reply'],
  'etcd.deletePrefix': ['error', 'stall', 'lost-reply'],
  'etcd.replace': ['error', 'stall', 'lost-reply'],
} satisfies FaultMenu['operations'];

/** The menu of the way to a worker, in legacy mode. */
export const workerFaults = {
  'worker.publish': ['error', 'stall', 'lost-reply'],
} satisfies FaultMenu['operations'];

/** The menu of the coordinator's database. */
export const databaseFaults = {
  'db.select': ['error', 'stall'],
  'db.update': ['error', 'stall'],
  'db.delete': ['error', 'stall'],
  'db.commit': ['error', 'stall', 'lost-reply'],
  'db.rollback': ['error', 'stall'],
} satisfies FaultMenu['operations'];
