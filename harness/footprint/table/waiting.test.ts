import { pairs } from './pairs.fixture.ts';

pairs(
  'what is done in several steps',
  `
  let open = () => {}; const gate = new Promise<void>((resolve) => { open = resolve; }); const one = async () => { await gate; return 1; };
  let count = 0, lazy: any; const o: any = { p: 0, q: 1 }, list = [0, 1], map = new Map<string, any>();
  const steps = {
    plus: async () => { count += await one(); }, plain: async () => { count = await one(); }, coalesce: async () => { lazy ??= await one(); }, member: async () => { o.p += await one(); }, set: async () => { o.p = await one(); },
    element: async (k = 0) => { list[k] = await one(); }, entry: async () => { map.set('a', await one()); }, act: async () => { if (!map.has('a')) { await gate; map.set('a', 1); } }, key: async () => { o[(await one()) ? 'p' : 'q'] = 1; }, deep: async () => { o.p = { r: await one() }; },
    open: () => open(), readCount: () => count, writeCount: () => { count = 9; }, readP: () => o.p, writeP: () => { o.p = 3; }, list0: () => list[0], getA: () => map.get('a'), readLazy: () => lazy, setLazy: () => { lazy = 1; }, readQ: () => o.q,
  };`,
  [
    // Reads in the first step, writes in the second: that is the lost update.
    ['plus', 'writeCount', 'variable count'],
    ['plus', 'readCount'],
    ['plain', 'writeCount'],
    ['plain', 'readCount'],
    ['coalesce', 'setLazy', 'variable lazy'],
    ['coalesce', 'readLazy'],
    ['member', 'writeP', 'o.p'],
    ['member', 'readP'],
    ['set', 'writeP'],
    ['set', 'readP'],
    ['element', 'list0'],
    ['entry', 'getA'],
    ['act', 'getA'],
    ['key', 'readP'],
    ['deep', 'readP'],
  ],
);

const waiting = (start: string): string => `
  let open = () => {}; const gate = new Promise<void>((resolve) => { open = resolve; }); const one = async () => { await gate; return 1; };
  let count = 0, lazy: any; const o: any = { p: 0, q: 1 }, list = [0, 1], map = new Map<string, any>();
  void (async (k = 0) => { ${start} })();
  const steps = { open: () => open(), readCount: () => count, readP: () => o.p, readQ: () => o.q, list0: () => list[0], list1: () => list[1], getA: () => map.get('a'), getB: () => map.get('b'), readLazy: () => lazy };`;

pairs('count += await …, once it goes on', waiting('count += await one();'), [
  ['open', 'readCount', 'variable count'],
  ['open', 'readP'],
]);
pairs('o.p = await …, once it goes on', waiting('o.p = await one();'), [
  ['open', 'readP', 'o.p'],
  ['open', 'readQ'],
]);
pairs('o.p += await …, once it goes on', waiting('o.p += await one();'), [['open', 'readP', 'o.p']]);
pairs('x ??= await …, once it goes on', waiting('lazy ??= await one();'), [
  ['open', 'readLazy', 'variable lazy'],
]);
pairs('o[k] = await …, once it goes on', waiting('list[k] = await one();'), [
  ['open', 'list0', 'entry 0 of list'],
  ['open', 'list1'],
]);
pairs('o[await …] = …, once it goes on', waiting("o[(await one()) ? 'p' : 'q'] = 1;"), [
  ['open', 'readP', 'o.p'],
  ['open', 'readQ'],
]);
pairs('map.set(k, await …), once it goes on', waiting("map.set('a', await one());"), [
  ['open', 'getA', 'entry a of map'],
  ['open', 'getB'],
]);
pairs('[o.p] = [await …], once it goes on', waiting('[o.p] = [await one()];'), [['open', 'readP', 'o.p']]);

pairs(
  'promises',
  `
  let settle: any; const promise = new Promise<any>((resolve) => { settle = resolve; }); let other: any; const second = new Promise<any>((resolve) => { other = resolve; });
  const done = Promise.resolve(1); const both = Promise.all([promise, second]); const first = Promise.race([promise, second]);
  const steps = {
    settle: () => settle(1), again: () => settle(2), other: () => other(1), wait: async () => { await promise; }, then: () => { promise.then(() => {}); }, waitDone: async () => { await done; }, waitBoth: async () => { await both; }, waitFirst: async () => { await first; },
  };`,
  [
    ['settle', 'wait', 'promise'],
    ['settle', 'again', 'promise'],
    ['settle', 'then', 'promise'],
    ['wait', 'then', 'promise'],
    ['waitDone', 'waitDone'],
    ['settle', 'other', 'a promise'],
    ['waitFirst', 'settle', 'a promise'],
  ],
);
