import { setTimeout as sleep } from 'node:timers/promises';
import express from 'express';
import { held, scenario, violated } from 'heddle';
import { get } from './get.ts';

/** express 5, unmodified: each of two requests at once gets the answer to itself. */
export default scenario(
  'express: two requests at once',
  { id: 'packages', variants: { 'express 5': express } },
  {
    node: true,
    invariants: ['answers-each'],
    runs: 20,
    run(sim, createApp) {
      const app = createApp();
      app.get('/:id', async ({ params }, response) => {
        await sleep(3);
        response.json(params);
      });
      app.listen(80);
      const answers = ['1', '2'].map((id) => sim.task(`client${id}`, () => get({ path: `/${id}` })));
      return () => {
        const texts = answers.map(({ value }) => value?.text).join();
        const areRight = texts === '{"id":"1"},{"id":"2"}';
        return [areRight ? held('answers-each') : violated('answers-each', 'wrong-result', texts)];
      };
    },
  },
);
