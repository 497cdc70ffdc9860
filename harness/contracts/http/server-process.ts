/*
 * Servers in a process of its own, one for each history. `listen` starts a new one; all else is for the last one to do,
 * or nothing at all. Each message is answered.
 */
import { ScriptServer } from './script-server.ts';

let server = new ScriptServer();

async function perform(action: string): Promise<unknown> {
  if (action === 'listen') {
    server.close();
    server = new ScriptServer();
    return { port: await server.listen() };
  }
  if (action !== '') server.perform(action);
  return { log: server.log };
}

process.on('message', (action: string) => {
  perform(action).then(
    (answer) => process.send?.(answer),
    (error: unknown) => process.send?.({ error: (error as Error).message }),
  );
});
process.on('disconnect', () => process.exit());
