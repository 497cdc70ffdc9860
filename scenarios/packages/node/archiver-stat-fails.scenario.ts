import { once } from 'node:events';
import before from 'archiver-3.1.1';
import after from 'archiver-4.0.0';
import { scenario } from 'heddle';

/**
 * archiverjs/node-archiver#388: four files are looked at at once; where the one that there is not is told last, nobody
 * asks again whether the archive is complete, and it never ends.
 */
const archiver = { id: 'packages', variants: { '3.1.1': before, '4.0.0': after } };

export default scenario('archiver: a file that there is not is told last', archiver, {
  node: { files: { '/in/a': 'a', '/in/b': 'b' } },
  invariants: [],
  expect: { '3.1.1': { 'no-deadlock': 'violated' } },
  runs: 40,
  run(sim, archive) {
    sim.task('archiver', async () => {
      const tar = archive('tar');
      for (const path of ['/in/a', '/in/missing', '/in/b']) tar.file(path, { name: path });
      void tar.finalize();
      tar.resume();
      await once(tar, 'end');
    });
    return () => [];
  },
});
