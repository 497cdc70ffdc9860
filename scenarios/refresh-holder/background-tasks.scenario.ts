/*
 * Two callers find the session stale. The refresh belongs to neither of them, so whoever supervises the process has to
 * hear of it: of the task, and of the work on the pool's thread, by their names.
 * Invariant: the supervisor is told of all that runs in the background. One order: who is told does not depend on it.
 */
import { scenario, Threads, TokenService } from 'heddle';
import { refreshHolders } from '../../systems/refresh-holder/index.ts';
import { ToldTasks, toldTaskKinds } from '../told-tasks.ts';
import { blockingTokens } from './blocking-tokens.ts';
import { watchClient } from './watch-client.ts';

const inCallers = { '*': 'refreshes within its callers: nothing runs in the background' };

export default scenario('tasks in the background', refreshHolders, {
  kinds: toldTaskKinds,
  invariants: ['tasks-are-told'],
  runs: 1,
  notApplicable: {
    's0-synchronous': inCallers,
    's1-thread': inCallers,
    's2-double-checked-lock': inCallers,
    's3-shielded': inCallers,
    's4-fresh-per-request': inCallers,
  },
  run(sim, variant) {
    const tasks = new ToldTasks(sim.spawn);
    const tokens = new TokenService(sim);
    const threads = new Threads(sim);
    const client = variant.create(
      {
        tokens,
        blockingTokens: blockingTokens(sim, () => tokens.blocking.createSession(), 0),
        threads: {
          run: (name, work) =>
            tasks.spawn({ name: `${name} on a thread`, daemon: false, cancel: () => {} }, () =>
              threads.run(name, work),
            ),
        },
        credentialFile: tokens,
        upstream: { send: async () => 200 },
      },
      { spawn: tasks.spawn },
    );
    watchClient(sim, client);
    client.rejected(1);
    for (const name of ['caller1', 'caller2']) sim.task(name, () => client.request(name));
    return () => [tasks.check(['refresh(session)', 'refresh on a thread'])];
  },
});
