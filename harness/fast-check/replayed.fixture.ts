import fc from 'fast-check';
import { scheduler } from './index.ts';

/** Two properties, of which the second fails where the first task is released last. */
await fc.assert(fc.asyncProperty(scheduler(), async (s) => s.waitFor(s.schedule(Promise.resolve()))));
await fc.assert(
  fc.asyncProperty(scheduler(), fc.integer({ min: 2, max: 5 }), async (s, tasks) => {
    const order: number[] = [];
    for (let i = 0; i < tasks; i++) void s.schedule(Promise.resolve(i)).then((id) => order.push(id));
    await s.waitIdle();
    if (order.at(-1) === 0) throw new Error('the first came last');
  }),
);
