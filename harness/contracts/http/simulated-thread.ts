/* A thread in which Node is simulated: it is told the steps of a history, and tells what each of them brought. */
import { parentPort } from 'node:worker_threads';
import { simulate } from '../../program/simulate.ts';
import { FetchClients } from './fetch-clients.ts';
import { ScriptServer } from './script-server.ts';
import { Told } from './told.ts';

/** Until all that is under way has arrived; virtual. */
const SETTLED_MS = 40;

async function play(steps: readonly (readonly [session: string, action: string])[]): Promise<string[]> {
  const answers: string[] = [];
  const run = await simulate(
    (sim) => {
      sim.task('history', async () => {
        const server = new ScriptServer();
        const clients = new FetchClients(await server.listen());
        const told = new Told();
        for (const [session, action] of steps) {
          const [word = '', ms = ''] = action.split(' ');
          let error: string | undefined;
          if (word === 'pass') await pass(Number(ms));
          else if (session !== 'server') clients.perform(action);
          else error = failure(() => server.perform(action));
          await pass(SETTLED_MS);
          answers.push(error ?? told.since(server.log, clients.log));
        }
        server.close();
      });
    },
    { node: true },
  );
  const [finding] = run.findings;
  if (finding !== undefined && answers.length < steps.length)
    throw new Error(`the run of the simulation failed: ${finding.message}`);
  return answers;
}

function failure(body: () => void): string | undefined {
  try {
    body();
    return undefined;
  } catch (error) {
    return `error: ${(error as Error).message}`;
  }
}

function pass(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

parentPort?.on('message', (steps: readonly (readonly [string, string])[]) => {
  void play(steps)
    .then(
      (answers) => ({ answers }),
      (error: unknown) => ({ error: String(error) }),
    )
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port of threads has no origin
    .then((answer) => parentPort?.postMessage(answer));
});
