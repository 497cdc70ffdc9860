import { setTimeout as sleep } from 'node:timers/promises';
import { held, scenario, violated } from 'heddle';
import storage from 'node-persist-4.0.4';

/**
 * Found here (docs/findings.md): `setItem` puts a value whose key is being written into a queue; when that write is done,
 * whatever stands in the queue is taken for older than it, and its promise is fulfilled. The last value of all is told to
 * be stored, and is nowhere. Without `writeQueueWriteOnlyLast`, which is the default, each value is written in its turn.
 */
const persist = {
  id: 'packages',
  variants: { '4.0.4': {}, 'writes each': { writeQueueWriteOnlyLast: false } },
};

export default scenario('node-persist: a value is set while one of its key is written', persist, {
  node: { files: { '/settings/.keep': '' } },
  instrument: ['node-persist-4.0.4'],
  invariants: ['keeps-the-last'],
  expect: { '4.0.4': { 'keeps-the-last': 'violated' } },
  runs: 50,
  run(sim, options) {
    const settings = storage.create({ dir: '/settings', expiredInterval: 0, ...options });
    settings.initSync();
    sim.task('user', async () => {
      const first = settings.setItem('theme', 'light');
      await sleep(10);
      await Promise.all([first, settings.setItem('theme', 'dark')]);
    });
    return () => {
      const text = Object.values(sim.files.tree()).join('');
      return [
        text.includes('dark') ? held('keeps-the-last') : violated('keeps-the-last', 'lost-update', text),
      ];
    };
  },
});
