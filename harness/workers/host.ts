import { type Answer, answer } from './answer.ts';
import { type JobOutcome, type PoolOptions, WorkerPool } from './pool.ts';

/** What the command says to its host. */
export type ToHost =
  | {
      readonly type: 'open';
      readonly entry: string;
      readonly options: Pick<
        PoolOptions,
        'size' | 'runLimitSeconds' | 'workerMemoryMb' | 'trail' | 'simulatesNode'
      >;
    }
  | { readonly type: 'run'; readonly id: number; readonly name: string; readonly task: unknown }
  | { readonly type: 'stop' }
  | { readonly type: 'close' };

/** What the host says. */
export type FromHost =
  | { readonly type: 'answer'; readonly id: number; readonly answer: Answer<JobOutcome<unknown>> }
  | { readonly type: 'look'; readonly share: number; readonly waitedSeconds: number };

// A process of its own for the worker threads: code under test that takes its process down (a signal to itself, a crash of
// native code, the system without memory) does not take the command down, which starts another.

const interrupt = new AbortController();
let pool: WorkerPool | undefined;

process.on('message', (message: ToHost) => {
  switch (message.type) {
    case 'open':
      pool = new WorkerPool(new URL(message.entry), {
        ...message.options,
        signal: interrupt.signal,
        onLook: () => say({ type: 'look', share: pool?.share ?? 0, waitedSeconds: pool?.waitedSeconds ?? 0 }),
      });
      break;
    case 'run':
      void run(message.id, message.name, message.task);
      break;
    case 'stop':
      interrupt.abort();
      break;
    case 'close':
      end();
  }
});
// However the command ended.
process.on('disconnect', end);
// The keyboard's reach the whole group; the command says when to stop.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT']) process.on(signal, () => {});
// What the code under test prints may have no reader any more.
for (const output of [process.stdout, process.stderr]) output.on('error', () => {});

async function run(id: number, name: string, task: unknown): Promise<void> {
  const outcome = await answer(async () => {
    if (pool === undefined) throw new Error('The host was not opened.');
    return pool.run(name, task);
  });
  say({ type: 'answer', id, answer: outcome });
}

/** At once: `process.exit` would wait for threads that stand still in a debugger, or in native code. Nothing is lost here. */
function end(): void {
  process.kill(process.pid, 'SIGKILL');
}

function say(message: FromHost): void {
  // To a command that was killed just now: the channel closes next.
  if (process.connected) process.send?.(message, undefined, undefined, () => {});
}
