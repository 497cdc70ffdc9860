import { setTimeout as sleep } from 'node:timers/promises';
import { held, scenario, violated } from 'heddle';
import Koa from 'koa';
import { get } from './get.ts';

/** koa 3, unmodified: what a middleware puts into the state of a request is not seen in another one. */
export default scenario(
  'koa: two requests pass the same middleware',
  { id: 'packages', variants: { 'koa 3': Koa } },
  {
    node: true,
    invariants: ['states-apart'],
    runs: 20,
    run(sim, App) {
      const app = new App();
      app.use(async (context, next) => {
        context.state['path'] = context.path;
        await sleep(3);
        await next();
      });
      app.use((context) => void (context.body = context.state['path']));
      app.listen(80);
      const answers = ['/a', '/b'].map((path) => sim.task(`client${path}`, () => get({ path })));
      return () => {
        const texts = answers.map(({ value }) => value?.text).join();
        return [texts === '/a,/b' ? held('states-apart') : violated('states-apart', 'wrong-result', texts)];
      };
    },
  },
);
