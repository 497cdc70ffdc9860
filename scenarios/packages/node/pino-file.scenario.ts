import { setTimeout as sleep } from 'node:timers/promises';
import { held, scenario, violated } from 'heddle';
import pino from 'pino';

/** pino 10 with a file, unmodified: lines are whole, and each task's are in its order. */
export default scenario(
  'pino: two tasks log to one file',
  { id: 'packages', variants: { 'pino 10': pino } },
  {
    node: { files: { '/log/.keep': '' } },
    invariants: ['all-in-order'],
    runs: 30,
    run(sim, createLogger) {
      const file = createLogger.destination({ dest: '/log/app', sync: false });
      const log = createLogger({ base: null, timestamp: false }, file);
      for (const name of ['a', 'b']) {
        sim.task(name, async () => {
          log.info(`${name}1`);
          await sleep(1);
          log.info(`${name}2`);
        });
      }
      return () => {
        const lines = sim.files.read('/log/app').trim().split('\n');
        const texts = lines.map((line) => (JSON.parse(line) as { readonly msg: string }).msg);
        const ofEach = ['a', 'b'].map((name) => texts.filter((text) => text.startsWith(name)).join());
        return [
          ofEach.join(' ') === 'a1,a2 b1,b2'
            ? held('all-in-order')
            : violated('all-in-order', 'wrong-result', texts.join()),
        ];
      };
    },
  },
);
