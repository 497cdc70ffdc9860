import { pairs } from './pairs.fixture.ts';

pairs(
  'maps',
  `
  class TtlCache { #entries = new Map<any, any>([['a', { value: 1 }], ['b', { value: 2 }]]); weak = new WeakMap(); key = {}; otherKey = {};
    get(k: any) { return this.#entries.get(k); } has(k: any) { return this.#entries.has(k); } set(k: any, v: any = {}) { this.#entries.set(k, v); } del(k: any) { return this.#entries.delete(k); }
    size() { return this.#entries.size; } clear() { this.#entries.clear(); } all() { return [...this.#entries]; } keys() { return [...this.#entries.keys()]; }
    each() { this.#entries.forEach(() => {}); } loop() { for (const [, v] of this.#entries) void v.value; } first() { return this.#entries.keys().next().value; }
    from() { return Array.from(this.#entries.values()); } copy() { return new Map(this.#entries); } object() { return Object.fromEntries(this.#entries); } }
  const cache = new TtlCache();
  const steps = {
    a: () => cache.get('a'), b: () => cache.get('b'), hasA: () => cache.has('a'), hasC: () => cache.has('c'), setA: () => cache.set('a'), setB: () => cache.set('b'), setC: () => cache.set('c'), setD: () => cache.set('d'),
    delA: () => cache.del('a'), delNone: () => cache.del('none'), size: () => cache.size(), clear: () => cache.clear(), all: () => cache.all(), keys: () => cache.keys(), each: () => cache.each(), loop: () => cache.loop(),
    first: () => cache.first(), from: () => cache.from(), copy: () => cache.copy(), object: () => cache.object(), one: () => cache.get(1), setOne: () => cache.set('1'), setNumber: () => cache.set(1),
    weakGet: () => cache.weak.get(cache.key), weakSet: () => cache.weak.set(cache.key, 1), weakOther: () => cache.weak.set(cache.otherKey, 1), value: () => cache.get('a').value, setValue: () => { cache.get('a').value = 3; },
    optional: () => (cache as any)?.get?.('a'), awaited: async () => cache.set('a', await 1),
  };`,
  [
    ['a', 'setA', 'entry a of TtlCache.#entries'],
    ['a', 'setB'],
    ['a', 'b'],
    ['hasA', 'setB'],
    ['hasA', 'delA', 'entry a of TtlCache.#entries'],
    ['hasC', 'setC', 'entry c of TtlCache.#entries'],
    ['setA', 'setA', 'entry a of TtlCache.#entries'],
    ['setA', 'setB'],
    ['setC', 'setD'],
    ['setC', 'size', 'keys of TtlCache.#entries'],
    ['setA', 'size'],
    ['delA', 'size', 'keys of TtlCache.#entries'],
    ['delA', 'a', 'entry a of TtlCache.#entries'],
    ['delNone', 'size'],
    ['delNone', 'setC'],
    ['clear', 'a', 'entry a of TtlCache.#entries'],
    ['clear', 'hasC'],
    ['clear', 'setC', 'TtlCache.#entries', 'keys of TtlCache.#entries'],
    ['all', 'setA', 'TtlCache.#entries'],
    ['all', 'setC', 'TtlCache.#entries', 'keys of TtlCache.#entries', 'order of TtlCache.#entries'],
    ['all', 'a'],
    ['keys', 'setA'],
    ['keys', 'delA', 'keys of TtlCache.#entries', 'order of TtlCache.#entries'],
    ['each', 'setA', 'TtlCache.#entries'],
    ['loop', 'setA', 'TtlCache.#entries'],
    ['loop', 'setValue', 'object.value'],
    ['first', 'delA', 'keys of TtlCache.#entries', 'order of TtlCache.#entries'],
    ['from', 'setA', 'TtlCache.#entries'],
    ['copy', 'setA', 'TtlCache.#entries'],
    ['object', 'setA', 'TtlCache.#entries'],
    ['one', 'setOne'],
    ['one', 'setNumber', 'entry 1 of TtlCache.#entries'],
    ['weakGet', 'weakSet', 'entry of TtlCache.weak'],
    ['weakGet', 'weakOther'],
    ['value', 'setValue', 'value of entry a of TtlCache.#entries'],
    ['optional', 'setA', 'entry a of TtlCache.#entries'],
    ['awaited', 'a', 'entry a of TtlCache.#entries'],
  ],
);

pairs(
  'sets',
  `
  const set = new Set(['a', 'b']);
  const steps = {
    hasA: () => set.has('a'), hasC: () => set.has('c'), addA: () => set.add('a'), addC: () => set.add('c'), addD: () => set.add('d'), delA: () => set.delete('a'), size: () => set.size,
    loop: () => { for (const x of set) void x; }, clear: () => set.clear(), twice: () => set.add('c').add('d'),
  };`,
  [
    ['hasA', 'addA'],
    ['hasA', 'delA', 'entry a of set'],
    ['hasA', 'addC'],
    ['hasC', 'addC', 'entry c of set'],
    ['addC', 'addD'],
    ['addC', 'addC', 'entry c of set'],
    ['addA', 'size'],
    ['addC', 'size', 'keys of set'],
    ['loop', 'addC', 'set', 'keys of set', 'order of set'],
    ['loop', 'addA'],
    ['clear', 'hasA', 'entry a of set'],
    ['twice', 'hasC', 'entry c of set'],
  ],
);

pairs(
  'arrays',
  `
  class TokenSums { #rows: any[] = [1, 2, 3]; results: any[] = [0, 0]; get rows() { return this.#rows; } push(x: any) { this.#rows.push(x); } shift() { return this.#rows.shift(); } pop() { return this.#rows.pop(); } }
  const sums = new TokenSums(); const { rows, results } = sums; const bound = rows.push.bind(rows);
  const steps = {
    push: () => sums.push(1), shift: () => sums.shift(), pop: () => sums.pop(), length: () => rows.length, at0: () => rows[0], at1: () => rows[1], last: () => rows.at(-1), set0: () => { rows[0] = 9; }, set1: () => { rows[1] = 9; }, append: () => { rows[rows.length] = 1; },
    map: () => rows.map((x) => x), sum: () => rows.reduce((a, b) => a + b, 0), loop: () => { for (const x of rows) void x; }, spread: () => [...rows], args: () => Math.max(...rows), join: () => rows.join(), text: () => \`\${rows}\`, json: () => JSON.stringify(rows), truncate: () => { rows.length = 0; },
    splice: () => rows.splice(0, 1), sort: () => rows.sort(), from: () => Array.from(rows), concat: () => [0].concat(rows), result0: () => { results[0] = 1; }, result1: () => { results[1] = 1; }, all: () => results.every(Boolean), del0: () => delete rows[0], slice: () => rows.slice(1).push(5),
    call: () => Array.prototype.push.call(rows, 1), apply: () => Array.prototype.push.apply(rows, [1]), bound: () => bound(1), index: (i = 0) => rows[i], inc: (i = 0) => rows[i]++, entries: () => [...rows.entries()], includes: () => rows.includes(1),
  };`,
  [
    ['push', 'length', 'TokenSums.#rows.length'],
    [
      'push',
      'push',
      'TokenSums.#rows.length',
      'entry 3 of TokenSums.#rows',
      'entry 4 of TokenSums.#rows',
    ].slice(0, 3) as [string, string, string],
    ['push', 'at0'],
    ['push', 'shift', 'TokenSums.#rows', 'TokenSums.#rows.length', 'entry 3 of TokenSums.#rows'],
    ['push', 'map', 'TokenSums.#rows', 'TokenSums.#rows.length'],
    ['at0', 'set0', 'entry 0 of TokenSums.#rows'],
    ['at0', 'set1'],
    ['at0', 'length'],
    ['set0', 'set1'],
    ['set0', 'length'],
    ['last', 'push', 'TokenSums.#rows.length'],
    ['append', 'length', 'TokenSums.#rows.length'],
    ['map', 'set0', 'TokenSums.#rows'],
    ['map', 'sum'],
    ['sum', 'set1', 'TokenSums.#rows'],
    ['loop', 'set0', 'TokenSums.#rows'],
    ['spread', 'set0', 'TokenSums.#rows'],
    ['args', 'set0', 'TokenSums.#rows'],
    ['join', 'set0', 'TokenSums.#rows'],
    ['text', 'set0', 'TokenSums.#rows'],
    ['json', 'set0', 'TokenSums.#rows'],
    ['from', 'set0', 'TokenSums.#rows'],
    ['entries', 'set0', 'TokenSums.#rows'],
    ['includes', 'set0', 'TokenSums.#rows'],
    ['concat', 'set0', 'TokenSums.#rows'],
    ['truncate', 'at1', 'entry 1 of TokenSums.#rows'],
    ['splice', 'at0', 'entry 0 of TokenSums.#rows'],
    ['sort', 'at1', 'entry 1 of TokenSums.#rows'],
    ['pop', 'at0'],
    ['pop', 'length', 'TokenSums.#rows.length'],
    ['result0', 'result1'],
    ['result0', 'all', 'TokenSums.results'],
    ['del0', 'at0', 'entry 0 of TokenSums.#rows'],
    ['slice', 'length'],
    ['call', 'length', 'TokenSums.#rows.length'],
    ['apply', 'length', 'TokenSums.#rows.length'],
    ['bound', 'length', 'TokenSums.#rows.length'],
    ['bound', 'at0'],
    ['index', 'set0', 'entry 0 of TokenSums.#rows'],
    ['inc', 'at0', 'entry 0 of TokenSums.#rows'],
    ['inc', 'at1'],
  ],
);

pairs(
  'iterators and generators',
  `
  const list = [1, 2, 3], map = new Map([['a', 1]]); function* go() { for (const x of list) yield x; } const running = go(); const values = map.values();
  async function* later() { for (const x of list) yield x; } function* all() { yield* list; }
  const tag = (parts: TemplateStringsArray, ...values: any[]) => values[0].length;
  const steps = {
    next: () => running.next(), step: () => values.next(), generate: () => [...go()], delegate: () => [...all()], asynchronous: async () => { for await (const x of later()) void x; }, promises: async () => { for await (const x of list) void x; },
    set: () => { list[0] = 5; }, setMap: () => map.set('a', 2), tagged: () => tag\`\${list}\`, push: () => list.push(1), args: (...rest: any[]) => { rest.push(1); }, labelled: () => { outer: for (const x of list) { if (x) continue outer; } },
  };`,
  [
    ['next', 'set', 'list'],
    ['next', 'next', 'object'],
    ['step', 'setMap', 'map'],
    ['step', 'step', 'object'],
    ['generate', 'set', 'list'],
    ['generate', 'generate'],
    ['delegate', 'set', 'list'],
    ['asynchronous', 'set', 'list'],
    ['promises', 'set', 'list'],
    ['tagged', 'push', 'list.length'],
    ['tagged', 'set'],
    ['args', 'args'],
    ['labelled', 'set', 'list'],
  ],
);
