import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import chokidar from 'chokidar';
import { held, scenario, violated } from 'heddle';

/** chokidar 4, unmodified: of two files that are written at once it tells that they were added, of each once. */
export default scenario(
  'chokidar: two files are written into a folder',
  { id: 'packages', variants: { 'chokidar 4': chokidar } },
  {
    node: { files: { '/watched/.keep': '' } },
    fresh: true,
    invariants: ['tells-once'],
    runs: 10,
    run(sim, { watch }) {
      const added: string[] = [];
      sim.task('watcher', async () => {
        const watcher = watch('/watched', { ignored: /keep/ });
        await once(watcher, 'ready');
        const areAdded = new Promise<void>((resolve) => {
          watcher.on('add', (path) => {
            added.push(path);
            if (added.length === 2) resolve();
          });
        });
        await Promise.all([writeFile('/watched/a', 'a'), writeFile('/watched/b', 'b'), areAdded]);
        await watcher.close();
      });
      const areRight = () => added.toSorted((a, b) => a.localeCompare(b)).join() === '/watched/a,/watched/b';
      return () => [
        areRight()
          ? held('tells-once')
          : violated('tells-once', 'wrong-result', `it told of ${added.join()}`),
      ];
    },
  },
);
