/* Upstreams in a process of its own, one for each history: `listen` starts a new one. Each message is answered. */
import { UpstreamServer } from './upstream-server.ts';

let server = new UpstreamServer();

async function perform(action: string): Promise<unknown> {
  if (action !== 'listen') return { told: server.perform(action) };
  server.close();
  server = new UpstreamServer();
  return { port: await server.listen() };
}

process.on('message', (action: string) => {
  perform(action).then(
    (answer) => process.send?.(answer),
    (error: unknown) => process.send?.({ error: (error as Error).message }),
  );
});
process.on('disconnect', () => process.exit());
