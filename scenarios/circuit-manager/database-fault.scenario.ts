/*
 * The database fails, never answers, or applies a commit whose reply is lost, while a circuit is checked,
 * twice, and deleted.
 * Invariants: no key of a deleted circuit; the sessions shown are the healthy ones in the database.
 */
import fc from 'fast-check';
import { scenario } from 'heddle';
import { circuitManagers } from '../../systems/circuit-manager/index.ts';
import { violatedBy } from '../expected.ts';
import { originals } from './expectations.ts';
import { databaseFaults } from './fault-menus.ts';
import { Gateway } from './gateway.ts';
import { circuitKinds } from './invariants.ts';

const invariants = ['no-resurrected-keys', 'session-keys-match-routes'] as const;

export default scenario('a fault of the database', circuitManagers, {
  workload: fc.record({ healthy: fc.boolean(), deleted: fc.boolean() }),
  kinds: circuitKinds,
  invariants,
  expect: violatedBy({ 'no-resurrected-keys': originals, 'session-keys-match-routes': originals }),
  faults: { budget: 2, operations: databaseFaults },
  run(sim, variant, { healthy, deleted }) {
    const gateway = new Gateway(sim, variant);
    gateway.rounds('checker', [{ s2: healthy }, { s2: healthy }]);
    if (deleted) gateway.deletion('commit, then unload');
    return () => gateway.checks(invariants);
  },
});
