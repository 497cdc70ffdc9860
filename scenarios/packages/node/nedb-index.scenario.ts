import { writeFile } from 'node:fs';
import { held, scenario, violated } from 'heddle';
import Datastore from 'nedb-1.8.0';

/**
 * louischatriot/nedb#609: `ensureIndex` looks synchronous and is so for most of it, but appends the index to the file.
 * Where a file that was put there meanwhile has no newline at its end, the index lands in its last line: that document
 * is lost, or the whole file is refused as corrupt. #610 has callers wait.
 */
const nedb = {
  id: 'packages',
  variants: {
    '1.8.0': (db: Datastore, then: () => void) => (db.ensureIndex({ fieldName: 'z' }), then()),
    '#610': (db: Datastore, then: () => void) => db.ensureIndex({ fieldName: 'z' }, then),
  },
};
const FILE = '/db/people';
const content = ['{"_id":"1","z":"a"}', '{"_id":"2","z":"b"}', '{"_id":"3","z":"c"}'].join('\n');

export default scenario('nedb: an index before the file is loaded', nedb, {
  node: { files: { [FILE]: '' } },
  invariants: ['loads-all'],
  expect: { '1.8.0': { 'loads-all': 'violated' } },
  runs: 15,
  run(sim, indexed) {
    let end = '';
    sim.task('loader', () => {
      const db = new Datastore({ filename: FILE });
      return new Promise<void>((resolve) => {
        indexed(db, () =>
          writeFile(FILE, content, () =>
            db.loadDatabase((error) => {
              end = error?.message ?? String(db.getAllData().length);
              resolve();
            }),
          ),
        );
      });
    });
    return () => [end === '3' ? held('loads-all') : violated('loads-all', 'wrong-result', `loaded: ${end}`)];
  },
});
