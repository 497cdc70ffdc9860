import { readFile, writeFile } from 'node:fs/promises';
import { scenario } from 'heddle';

/** Two requests count up a number that is kept in a file. */
export default scenario(
  'two requests count in a file',
  { id: 'packages', variants: { plain: undefined } },
  {
    node: { files: { '/data/count': '0' } },
    invariants: ['counts-both'],
    expect: { plain: { 'counts-both': 'violated' } },
    run(sim) {
      const count = async () => {
        const n = Number(await readFile('/data/count', 'utf8'));
        await writeFile('/data/count', String(n + 1));
      };
      sim.task('a', count);
      sim.task('b', count);
      return () => {
        const end = sim.files.read('/data/count');
        return [
          {
            invariant: 'counts-both',
            finding:
              end === '2' ? undefined : { kind: 'lost-update', message: `it is ${JSON.stringify(end)}` },
          },
        ];
      };
    },
  },
);
