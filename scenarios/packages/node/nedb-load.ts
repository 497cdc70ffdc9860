import { writeFile } from 'node:fs';
import Datastore from 'nedb-1.8.0';

/** Has an index made, and goes on when it takes it for made. */
export type MakeIndex = (db: Datastore, then: () => void) => void;

/** Those who take `ensureIndex` for synchronous, and those of #610, who wait for it. */
export const nedbWith = (index: { readonly fieldName: string; readonly unique?: boolean }) => ({
  id: 'packages',
  variants: {
    '1.8.0': (db: Datastore, then: () => void) => (db.ensureIndex(index), then()),
    '#610': (db: Datastore, then: () => void) => db.ensureIndex(index, then),
  } satisfies Record<string, MakeIndex>,
});

export const FILE = '/db/people';

/** Puts a file there once the index is made, one document a line, and loads it. The error, or how many documents there are. */
export function load(makeIndex: MakeIndex, lines: readonly string[]): Promise<string> {
  const db = new Datastore({ filename: FILE });
  return new Promise((resolve) => {
    makeIndex(db, () =>
      writeFile(FILE, lines.join('\n'), () =>
        db.loadDatabase((error) =>
          resolve(error?.errorType ?? error?.message ?? String(db.getAllData().length)),
        ),
      ),
    );
  });
}
