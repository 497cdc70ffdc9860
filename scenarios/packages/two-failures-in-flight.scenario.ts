import { held, scenario, violated } from 'heddle';
import Before from 'opossum-4.2.0';
import After from 'opossum-4.2.1';

const opossum = { id: 'packages', variants: { '4.2.0': Before, '4.2.1': After } };
export default scenario('opossum: two calls in flight fail', opossum, {
  instrument: ['opossum-4.2.0', 'opossum-4.2.1'],
  invariants: ['retries'],
  expect: { '4.2.0': { retries: 'violated' } },
  runForMs: 1_000,
  run(sim, CircuitBreaker) {
    const http = sim.operation('http');
    const down = () => http.call('api', () => Promise.reject(new Error('down')));
    const options = { timeout: false, errorThresholdPercentage: 1, resetTimeout: 100 } as const;
    const breaker = new CircuitBreaker(down, options);
    sim.task('caller', () => Promise.allSettled([breaker.fire(), breaker.fire()]), { startMs: [0, 0] });
    return () => [breaker.opened ? violated('retries', 'wrong-result', 'open for ever') : held('retries')];
  },
});
