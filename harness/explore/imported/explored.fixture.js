// Explores a task that imports a module lazily, outside of any test runner; writes what that comes to.
import { explore, held, scenario } from 'heddle';

const story = scenario(
  'a lazy import',
  { id: 'sample', variants: { only: {} } },
  {
    invariants: ['loads'],
    run(sim) {
      const task = sim.task('importer', async () => (await import('./lazy.fixture.js')).name);
      return () => [task.value === 'plain' ? held('loads') : undefined];
    },
  },
);

const { verdict, reason } = await explore('sample/lazy', story, 'only', { seed: 1, runs: 20 });
process.stdout.write(JSON.stringify({ verdict, reason }));
