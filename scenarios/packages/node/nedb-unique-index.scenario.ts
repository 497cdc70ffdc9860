import { writeFile } from 'node:fs';
import { held, scenario, violated } from 'heddle';
import Datastore from 'nedb-1.8.0';

/** louischatriot/nedb#609 once more: with a unique index, a file with two equal values has to be refused for that. */
const unique = { fieldName: 'z', unique: true };
const nedb = {
  id: 'packages',
  variants: {
    '1.8.0': (db: Datastore, then: () => void) => (db.ensureIndex(unique), then()),
    '#610': (db: Datastore, then: () => void) => db.ensureIndex(unique, then),
  },
};
const FILE = '/db/people';
const content = ['{"_id":"1","z":"a"}', '{"_id":"2","z":"b"}', '{"_id":"3","z":"a"}'].join('\n');

export default scenario('nedb: a unique index before the file is loaded', nedb, {
  node: { files: { [FILE]: '' } },
  invariants: ['refuses'],
  expect: { '1.8.0': { refuses: 'violated' } },
  runs: 15,
  run(sim, indexed) {
    let end = '';
    sim.task('loader', () => {
      const db = new Datastore({ filename: FILE });
      return new Promise<void>((resolve) => {
        indexed(db, () =>
          writeFile(FILE, content, () =>
            db.loadDatabase((error) => {
              end = error?.errorType ?? error?.message ?? `loaded: ${db.getAllData().length}`;
              resolve();
            }),
          ),
        );
      });
    });
    return () => [end === 'uniqueViolated' ? held('refuses') : violated('refuses', 'wrong-result', end)];
  },
});
