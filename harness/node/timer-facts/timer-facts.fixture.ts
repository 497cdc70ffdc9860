import { callFacts } from './calls.fixture.ts';
import { orderFacts } from './order.fixture.ts';
import { objectFacts } from './objects.fixture.ts';
import { promiseFacts } from './promises.fixture.ts';
import type { TimerFact } from './timer-fact.fixture.ts';

/**
 * What Node's own tests of timers (test/parallel/test-timers-*) hold Node to, as far as code can see it without
 * Node's internals, domains, and the end of a process. None depends on how late the machine is: timers of one duration
 * fire in the order in which they were set, and of several that are due the one that was due first.
 */
export const timerFacts: readonly TimerFact[] = [
  ...callFacts,
  ...orderFacts,
  ...objectFacts,
  ...promiseFacts,
];
