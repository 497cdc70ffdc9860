import { AsyncLocalStorage } from 'node:async_hooks';
import { writeFile } from 'node:fs/promises';
import process from 'node:process';

/** What each process has of its own, as it sees it. */
export const memory = { writes: 0 };

const storage = new AsyncLocalStorage<string>();

async function work(): Promise<void> {
  memory.writes += 1;
  const { pid, argv, env } = process;
  const own = [pid, argv[2], env['ROLE'], memory.writes, storage.getStore()].join(' ');
  await writeFile(`/data/${argv[2]}`, own);
  await new Promise((resolve) => setTimeout(resolve, 100));
  await work();
}

process.once('SIGTERM', () => {
  void writeFile(`/data/${process.argv[2]}.last`, `stopped after ${memory.writes}`).then(() =>
    process.exit(memory.writes),
  );
});

storage.run(`in ${process.argv[2]}`, () => void work());
