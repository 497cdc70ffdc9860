import { held, scenario, violated } from 'heddle';
import { FILE, load, nedbWith } from './nedb-load.ts';

const nedb = nedbWith({ fieldName: 'z', unique: true });
const people = ['{"_id":"1","z":"a"}', '{"_id":"2","z":"b"}', '{"_id":"3","z":"a"}'];

/** louischatriot/nedb#609 once more: with a unique index, a file with two equal values has to be refused for that. */
export default scenario('nedb: a unique index before the file is loaded', nedb, {
  node: { files: { [FILE]: '' } },
  invariants: ['refuses'],
  expect: { '1.8.0': { refuses: 'violated' } },
  runs: 15,
  run(sim, makeIndex) {
    let end = '';
    sim.task('loader', async () => void (end = await load(makeIndex, people)));
    return () => [
      end === 'uniqueViolated' ? held('refuses') : violated('refuses', 'wrong-result', `loaded: ${end}`),
    ];
  },
});
