/*
 * A deletion inside its transaction (D1) has unloaded the circuit, and then rolls back: the database fails, or the
 * caller is cancelled. The circuit exists on, and the next health check propagates it.
 * Invariants: that update takes effect, as any update of a circuit that exists; and traffic for it is taken.
 * Faults: those that make a deletion roll back; the rest of the menu has stories of its own.
 */
import fc from 'fast-check';
import { scenario } from 'heddle';
import { circuitManagers } from '../../systems/circuit-manager/index.ts';
import { reasoned, violatedBy } from '../expected.ts';
import { c3, originals } from './expectations.ts';
import { Gateway } from './gateway.ts';
import { circuitKinds } from './invariants.ts';

const invariants = ['updates-take-effect', 'live-circuits-are-routed'] as const;

export default scenario('a deletion rolls back', circuitManagers, {
  workload: fc.record({ sessions: fc.integer({ min: 1, max: 2 }) }),
  kinds: circuitKinds,
  invariants,
  expect: reasoned(violatedBy({ 'live-circuits-are-routed': originals, 'updates-take-effect': [c3] }), {
    'live-circuits-are-routed': 'nobody puts the router back that the unload has deleted',
    'updates-take-effect': 'the tombstone outlives the rollback',
  }),
  faults: {
    operations: { 'db.delete': ['error'], 'db.commit': ['error', 'lost-reply'] },
    cancel: ['deletion'],
  },
  run(sim, variant, { sessions }) {
    const gateway = new Gateway(sim, variant, { sessions });
    gateway.deletion('unload, then commit');
    gateway.healthCheck('checker', { s1: true, s2: true }, { late: true });
    return () => gateway.checks(invariants);
  },
});
