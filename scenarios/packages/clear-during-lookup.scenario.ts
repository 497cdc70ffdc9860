import { held, scenario, violated } from 'heddle';
import * as before from 'p-memoize-8';
import * as after from 'p-memoize-9';

const memoize = { id: 'packages', variants: { '8.0.0': before, '9.0.0': after } };
export default scenario('p-memoize: the cache is cleared between has and get', memoize, {
  instrument: ['p-memoize-8', 'p-memoize-9'],
  invariants: ['answers'],
  expect: { '8.0.0': { answers: 'violated' } },
  run(sim, { default: pMemoize, pMemoizeClear }) {
    const cache = sim.service('cache', new Map([['a', 1]]), { methods: { clear: { form: 'plain' } } });
    const load = pMemoize((_id: string) => Promise.resolve(1), { cache });
    const reader = sim.task('reader', () => load('a'));
    sim.task('clearer', () => pMemoizeClear(load));
    const isRight = () => reader.value === 1;
    return () => [isRight() ? held('answers') : violated('answers', 'wrong-result', `got ${reader.value}`)];
  },
});
