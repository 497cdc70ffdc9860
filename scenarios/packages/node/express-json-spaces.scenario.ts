import { setTimeout as sleep } from 'node:timers/promises';
import express, { type Handler } from 'express';
import { held, scenario, violated } from 'heddle';
import { get } from './get.ts';

/**
 * expressjs/express#3536: how to indent the JSON of those answers that are asked for so? The first proposal there changes
 * a setting of the application, which all requests share, before it waits for the database; another request changes it
 * meanwhile.
 */
const handlers: Record<string, Handler> = {
  setting: async ({ app, query }, response) => {
    app.set('json spaces', query['pretty'] === undefined ? 0 : 2);
    await sleep(5);
    response.json({ id: 1 });
  },
  'of the answer': async ({ query }, response) => {
    await sleep(5);
    response.type('json').send(JSON.stringify({ id: 1 }, null, query['pretty'] === undefined ? 0 : 2));
  },
};

export default scenario(
  'express: a setting of the application is changed for one answer',
  { id: 'packages', variants: handlers },
  {
    node: true,
    invariants: ['as-asked'],
    expect: { setting: { 'as-asked': 'violated' } },
    runs: 15,
    run(sim, handler) {
      express().get('/', handler).listen(80);
      const plain = sim.task('plain', () => get({ path: '/' }));
      const pretty = sim.task('pretty', () => get({ path: '/?pretty=1' }));
      return () => {
        const texts = [plain.value?.text, pretty.value?.text];
        const isAsAsked = texts[0] === '{"id":1}' && texts[1] === '{\n  "id": 1\n}';
        return [isAsAsked ? held('as-asked') : violated('as-asked', 'wrong-result', texts.join(' and '))];
      };
    },
  },
);
