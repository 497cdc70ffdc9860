import { setTimeout as sleep } from 'node:timers/promises';
import fastify from 'fastify';
import { held, scenario, violated } from 'heddle';
import { get } from './get.ts';

/** fastify 5, unmodified: a server that is closed answers the request that it has begun, and refuses the next one. */
export default scenario(
  'fastify: the server is closed during a request',
  { id: 'packages', variants: { 'fastify 5': fastify } },
  {
    node: true,
    invariants: ['answers-what-it-began'],
    runs: 20,
    run(sim, createApp) {
      const app = createApp();
      let began = () => {};
      const beginning = new Promise<void>((resolve) => (began = resolve));
      app.get('/', async () => {
        began();
        await sleep(10);
        return { done: true };
      });
      const client = sim.task('client', async () => {
        await app.listen({ port: 80 });
        const { text } = await get({ path: '/', agent: false });
        return text;
      });
      const closer = sim.task('closer', async () => {
        await beginning;
        await app.close();
        return get({ path: '/', agent: false }).then(
          ({ text }) => text,
          ({ code }: NodeJS.ErrnoException) => code,
        );
      });
      return () => {
        const answers = `${client.value} and ${closer.value}`;
        const areRight = answers === '{"done":true} and ECONNREFUSED';
        return [
          areRight
            ? held('answers-what-it-began')
            : violated('answers-what-it-began', 'wrong-result', answers),
        ];
      };
    },
  },
);
