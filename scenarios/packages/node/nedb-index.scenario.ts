import { held, scenario, violated } from 'heddle';
import { FILE, load, nedbWith } from './nedb-load.ts';

const people = ['{"_id":"1","z":"a"}', '{"_id":"2","z":"b"}', '{"_id":"3","z":"c"}'];

/**
 * louischatriot/nedb#609: `ensureIndex` looks synchronous and is so for most of it, but appends the index to the file.
 * Where a file that was put there meanwhile has no newline at its end, the index lands in its last line: that document
 * is lost, or the whole file is refused as corrupt. #610 has callers wait.
 */
export default scenario('nedb: an index before the file is loaded', nedbWith({ fieldName: 'z' }), {
  node: { files: { [FILE]: '' } },
  invariants: ['loads-all'],
  expect: { '1.8.0': { 'loads-all': 'violated' } },
  runs: 15,
  run(sim, makeIndex) {
    let end = '';
    sim.task('loader', async () => void (end = await load(makeIndex, people)));
    return () => [end === '3' ? held('loads-all') : violated('loads-all', 'wrong-result', `loaded: ${end}`)];
  },
});
