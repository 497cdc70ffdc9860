import fsExtra from 'fs-extra';
import { held, scenario, violated } from 'heddle';

/** fs-extra 11, unmodified: who looks for a file at the old place and then at the new one finds it, while it is moved. */
const PLACES = ['/old/config.json', '/new/place/config.json'];

export default scenario(
  'fs-extra: a file is read while its folder is moved',
  { id: 'packages', variants: { 'fs-extra 11': fsExtra } },
  {
    node: true,
    invariants: ['found'],
    runs: 30,
    run(sim, { move, outputJson, readJson }) {
      let isThere = () => {};
      const written = new Promise<void>((resolve) => (isThere = resolve));
      sim.task('mover', async () => {
        await outputJson('/old/config.json', { port: 80 });
        isThere();
        await move('/old', '/new/place');
      });
      const reader = sim.task('reader', async () => {
        await written;
        for (const place of PLACES) {
          const json = await readJson(place).catch(() => undefined);
          if (json !== undefined) return JSON.stringify(json);
        }
        return 'nothing';
      });
      return () => [
        reader.value === '{"port":80}' ? held('found') : violated('found', 'wrong-result', `${reader.value}`),
      ];
    },
  },
);
