/*
 * Legacy mode under the whole menu: events that fail, are lost, arrive unnoticed or later than their sender waits; the
 * database likewise; callers that are cancelled. A deletion that rolls back has told the worker to forget a circuit
 * that exists on, and updates do not bring it back.
 * Invariants: the worker knows no deleted circuit; it takes traffic for those that exist, and its sessions are the
 * healthy ones in the database.
 */
import fc from 'fast-check';
import { scenario } from 'heddle';
import { circuitManagers } from '../../systems/circuit-manager/index.ts';
import { violatedBy } from '../expected.ts';
import { originals } from './expectations.ts';
import { databaseFaults, workerFaults } from './fault-menus.ts';
import { Gateway } from './gateway.ts';
import { deletions } from './workloads.ts';
import { circuitKinds } from './invariants.ts';

const invariants = ['no-resurrected-keys', 'session-keys-match-routes', 'live-circuits-are-routed'] as const;

export default scenario('faults in legacy mode', circuitManagers, {
  workload: fc.record({ healthy: fc.boolean(), deletion: deletions }),
  kinds: circuitKinds,
  invariants,
  expect: violatedBy({
    'no-resurrected-keys': originals,
    'session-keys-match-routes': originals,
    'live-circuits-are-routed': originals,
  }),
  faults: {
    budget: 2,
    operations: { ...databaseFaults, ...workerFaults },
    cancel: ['checker', 'deletion'],
  },
  run(sim, variant, { healthy, deletion }) {
    const gateway = new Gateway(sim, variant, { proxy: 'worker', writeLatencyMs: [1, 8_000] });
    gateway.healthCheck('checker', { s1: true, s2: healthy });
    gateway.deletion(deletion);
    return () => gateway.checks(invariants);
  },
});
