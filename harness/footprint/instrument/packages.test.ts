import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { recordingRuntime } from '../recording/runtime.ts';
import { loadPackage } from './load-package.fixture.ts';

const runtime = recordingRuntime();

/** What each package does, as plain data. */
const USES: Record<string, (exported: never) => unknown> = {
  'lokijs-1.5.2': async (Loki: new (name: string) => LokiDatabase) => {
    const rows = new Loki('test').addCollection('rows', { indices: ['n'], unique: ['name'] });
    const view = rows.addDynamicView('late');
    view.applyFind({ n: { $gte: 4 } }).applySimpleSort('n', true);
    for (let n = 0; n < 20; n++) rows.insert({ n, name: `row ${n}` });
    rows.findAndUpdate({ n: { $gt: 15 } }, (row) => void (row.n += 100));
    rows.findAndRemove({ n: { $lt: 3 } });
    return [
      view.data().map(({ name }) => name),
      rows
        .chain()
        .find({ n: { $between: [5, 9] } })
        .simplesort('name')
        .data().length,
    ];
  },
  'nedb-1.8.0': async (Store: new () => NeStore) => {
    const store = new Store();
    const call = (method: keyof NeStore, ...args: unknown[]): Promise<unknown> =>
      new Promise((resolve, reject) => {
        store[method](...args, (error: unknown, result: unknown) =>
          error ? reject(error) : resolve(result),
        );
      });
    await call('ensureIndex', { fieldName: 'n', unique: true });
    await call('insert', [
      { n: 1, tags: ['a'] },
      { n: 2, tags: ['b'] },
      { n: 3, deep: { x: 1 } },
    ]);
    await call(
      'update',
      { n: { $gte: 2 } },
      { $set: { seen: true }, $inc: { 'deep.x': 2 } },
      { multi: true },
    );
    const twice = await call('insert', { n: 1 }).catch((error: { errorType: string }) => error.errorType);
    await call('remove', { tags: 'a' }, {});
    const found = (await call('find', { $or: [{ seen: true }, { n: 9 }] })) as { n: number; deep: unknown }[];
    return [twice, found.map(({ n, deep }) => ({ n, deep })).sort((a, b) => a.n - b.n)];
  },
  ajv: ({ default: Ajv }: { default: new (options: object) => Validator }) => {
    const ajv = new Ajv({ allErrors: true });
    const validate = ajv.compile({
      type: 'object',
      required: ['id'],
      properties: {
        id: { type: 'integer' },
        tags: { type: 'array', uniqueItems: true, items: { enum: ['a', 'b'] } },
      },
      additionalProperties: false,
    });
    return [{ id: 1 }, { id: 'x', tags: ['a', 'a', 'c'] }, { more: 1 }].map((data) => [
      validate(data),
      ajv.errorsText(validate.errors),
    ]);
  },
  saxes: ({ SaxesParser }: { SaxesParser: new (options: object) => SaxParser }) => {
    const parser = new SaxesParser({ xmlns: true });
    const seen: unknown[] = [];
    for (const event of ['opentag', 'closetag', 'text', 'cdata', 'error']) {
      parser.on(event, (told: unknown) => seen.push([event, JSON.stringify(told)]));
    }
    parser.write('<a xmlns="urn:x" b="1 &amp; 2"><!-- c --><c/>text<![CDATA[<d>]]></b></a>').close();
    return seen;
  },
  'bluebird-3.5.1': async (
    Bluebird: typeof Promise & {
      map: (list: number[], f: (n: number) => unknown, how: object) => Promise<unknown>;
    },
  ) => {
    const order: string[] = [];
    const mapped = await Bluebird.map(
      [3, 1, 2],
      (n) => Bluebird.resolve(n * 2).then((v) => (order.push(`m${n}`), v)),
      { concurrency: 2 },
    );
    const failed = await Bluebird.reject(new Error('no'))
      .catch((error: Error) => error.message)
      .finally(() => order.push('f'));
    return [mapped, failed, order, await Bluebird.race([new Bluebird(() => {}), Bluebird.resolve('won')])];
  },
  '@babel/parser': ({ parse }: { parse: (code: string, options: object) => unknown }) =>
    JSON.stringify(
      parse(readFileSync(new URL('scopes.ts', import.meta.url), 'utf8'), {
        sourceType: 'module',
        plugins: ['typescript'],
      }),
    ),
};

interface LokiDatabase {
  addCollection(name: string, options: object): LokiCollection;
}
interface Row {
  n: number;
  name: string;
}
interface LokiCollection {
  addDynamicView(name: string): {
    applyFind(query: object): { applySimpleSort(by: string, down: boolean): void };
    data(): Row[];
  };
  insert(row: Row): void;
  findAndUpdate(query: object, change: (row: Row) => void): void;
  findAndRemove(query: object): void;
  chain(): { find(query: object): { simplesort(by: string): { data(): Row[] } } };
}
type NeStore = Record<'ensureIndex' | 'insert' | 'update' | 'remove' | 'find', (...args: unknown[]) => void>;
interface Validator {
  compile(schema: object): { (data: unknown): boolean; errors: unknown };
  errorsText(errors: unknown): string;
}
interface SaxParser {
  on(event: string, handler: (told: unknown) => void): void;
  write(text: string): { close(): void };
}

describe.each(Object.entries(USES))('%s', (name, use) => {
  test('does the same when it is instrumented, recorded or not', async () => {
    const plain = await use(loadPackage(name, false) as never);
    const instrumented = loadPackage(name, true) as never;
    expect(await use(instrumented)).toEqual(plain);
    runtime.beginRun();
    let accesses = 0;
    runtime.sink = { step: '1', holders: false, values: false, access: () => void accesses++ };
    try {
      expect(await use(instrumented)).toEqual(plain);
    } finally {
      runtime.endRun();
    }
    expect(accesses).toBeGreaterThan(100);
  });
});
