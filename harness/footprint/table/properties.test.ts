import { pairs } from './pairs.fixture.ts';

pairs(
  'properties',
  `
  const o: any = { a: 1, b: 2, deep: { c: { d: 1 } } };
  const steps = {
    a: () => o.a, b: () => o.b, has: () => 'a' in o, hasNone: () => 'none' in o, own: () => Object.hasOwn(o, 'a'),
    setA: () => { o.a = 5; }, setB: () => { o['b'] = 5; }, addA: () => { o.a += 1; }, incA: () => o.a++, decB: () => --o.b,
    orA: () => { o.a ||= 1; }, orNone: () => { o.none ??= 1; }, none: () => o.none, other: () => { o.other = 1; },
    another: () => { o.another = 1; }, del: () => { delete o.a; }, keys: () => Object.keys(o),
    forIn: () => { for (const key in o) void key; }, json: () => JSON.stringify(o), spread: () => ({ ...o }),
    d: () => o.deep.c.d, setD: () => { o.deep.c.d = 2; }, setDeep: () => { o.deep = { c: { d: 3 } }; },
    assign: () => Object.assign(o, { a: 1 }), entries: () => Object.entries(o), clone: () => structuredClone(o),
    get: () => Reflect.get(o, 'a'), put: () => Reflect.set(o, 'a', 1), define: () => Object.defineProperty(o, 'a', { value: 1 }),
    computed: (k = 'a') => o[k], setComputed: (k = 'b') => { o[k] = 1; }, call: () => o.toString(),
    hasOwnProperty: () => o.hasOwnProperty('a'),
  };`,
  [
    ['a', 'setA', 'o.a'],
    ['a', 'setB'],
    ['a', 'b'],
    ['a', 'a'],
    ['b', 'setB', 'o.b'],
    ['setA', 'setA', 'o.a'],
    ['setA', 'setB'],
    ['addA', 'a', 'o.a'],
    ['addA', 'addA', 'o.a'],
    ['incA', 'a', 'o.a'],
    ['incA', 'b'],
    ['decB', 'b', 'o.b'],
    ['orA', 'setA', 'o.a'],
    ['orA', 'a'],
    ['orNone', 'none', 'o.none'],
    ['orNone', 'orNone', 'o.none'],
    ['none', 'setA'],
    ['del', 'a', 'o.a'],
    ['del', 'has', 'o.a'],
    ['del', 'b'],
    ['del', 'keys', 'keys of o', 'order of o'],
    ['del', 'own', 'o.a'],
    ['del', 'hasOwnProperty', 'o.a'],
    ['setA', 'keys'],
    ['other', 'keys', 'keys of o', 'order of o'],
    ['other', 'forIn', 'keys of o', 'order of o'],
    ['other', 'another'],
    ['other', 'a'],
    ['hasNone', 'other'],
    ['hasNone', 'orNone', 'o.none'],
    ['json', 'setA', 'o.a'],
    ['json', 'setD', 'c.d'],
    ['json', 'a'],
    ['spread', 'setA', 'o.a'],
    ['spread', 'setD'],
    ['clone', 'setD', 'c.d'],
    ['d', 'setD', 'c.d'],
    ['d', 'setDeep', 'o.deep'],
    ['setD', 'setDeep', 'o.deep'],
    ['assign', 'a', 'o.a'],
    ['assign', 'b'],
    ['entries', 'setB', 'o.b'],
    ['get', 'setA', 'o.a'],
    ['get', 'setB'],
    ['put', 'a', 'o.a'],
    ['put', 'b'],
    ['define', 'a', 'o.a'],
    ['computed', 'setA', 'o.a'],
    ['computed', 'setComputed'],
    ['setComputed', 'b', 'o.b'],
    ['call', 'setA'],
  ],
);

pairs(
  'classes',
  `
  class Base { shared = 1; protected hidden = 1; inherited() { return this.shared; } bump() { this.shared += 1; } }
  class Account extends Base {
    #balance = 1; #limit = 2; static opened = 0; static #secret = 1;
    constructor(readonly owner: string, public notes = { text: '' }) { super(); Account.opened += 1; }
    get balance() { return this.#balance; } set balance(value) { this.#balance = value; }
    get limit() { return this.#limit; }
    #pay(n: number) { this.#balance -= n; } pay() { this.#pay(1); }
    is(other: any) { return #balance in other; }
    swap() { [this.#balance, this.#limit] = [this.#limit, this.#balance]; }
    static secret() { return Account.#secret; } static setSecret() { Account.#secret++; }
    override inherited() { return super.inherited(); }
    write(text: string) { this.notes.text = text; } read() { return this.notes.text; }
    accessor auto = 1;
  }
  const account = new Account('a'), other = new Account('b');
  const steps = {
    balance: () => account.balance, setBalance: () => { account.balance = 3; }, pay: () => account.pay(),
    limit: () => account.limit, otherPay: () => other.pay(), is: () => account.is(other), swap: () => account.swap(),
    open: () => new Account('c').owner, opened: () => Account.opened, secret: () => Account.secret(),
    setSecret: () => Account.setSecret(), inherited: () => account.inherited(), bump: () => account.bump(),
    write: () => account.write('x'), read: () => account.read(), auto: () => account.auto, owner: () => account.owner,
  };`,
  [
    ['balance', 'setBalance', 'Account.#balance'],
    ['balance', 'pay', 'Account.#balance'],
    ['pay', 'pay', 'Account.#balance'],
    ['pay', 'limit'],
    ['pay', 'otherPay'],
    ['pay', 'is'],
    ['swap', 'limit', 'Account.#limit'],
    ['swap', 'balance', 'Account.#balance'],
    ['open', 'opened', 'Account.opened'],
    ['open', 'open', 'Account.opened'],
    ['open', 'balance'],
    ['secret', 'setSecret', 'Account.#secret'],
    ['secret', 'open'],
    ['inherited', 'bump', 'Account.shared'],
    ['inherited', 'pay'],
    ['bump', 'bump', 'Account.shared'],
    ['write', 'read', 'notes.text'],
    ['write', 'owner'],
  ],
);

pairs(
  'what is inherited',
  `
  const defaults: any = { retries: 1 }, options = Object.create(defaults); class Base { static made = 0; } class Sub extends Base {}
  const steps = { read: () => options.retries, change: () => { defaults.retries = 2; }, own: () => { options.retries = 3; }, made: () => Sub.made, make: () => { Base.made += 1; } };`,
  [
    ['read', 'change', 'defaults.retries'],
    ['read', 'own', 'object.retries'],
    ['change', 'own'],
    ['made', 'make', 'Base.made'],
  ],
);

pairs(
  'chains and assertions of type',
  `
  interface P { q?: { r?: { s: number } }; f?: () => number; list?: number[] }
  const p: P = { q: { r: { s: 1 } }, f: () => 1, list: [1] }; const nothing: P | undefined = undefined as P | undefined;
  const steps = {
    s: () => p?.q?.r?.s, mid: () => p?.q!.r!.s, missing: () => nothing?.q!.r!.s, f: () => p.f?.(), list: () => p?.list?.at(0),
    setS: () => { p.q!.r!.s = 2; }, setR: () => { (p.q as any).r = { s: 2 }; }, setQ: () => { (p as P).q = {}; },
    setF: () => { p.f = () => 2; }, push: () => p.list!.push(1), set0: () => { p.list![0] = 2; }, del: () => delete p?.q?.r,
    inc: () => p.q!.r!.s++, as: () => (p.q as any).r satisfies unknown, computed: (k = 'q') => (p as any)?.[k]?.r,
  };`,
  [
    ['s', 'setS', 'r.s'],
    ['s', 'setR', 'q.r'],
    ['s', 'setQ', 'p.q'],
    ['s', 'setF'],
    ['mid', 'setS', 'r.s'],
    ['mid', 'setR', 'q.r'],
    ['missing', 'setQ'],
    ['f', 'setF', 'p.f'],
    ['f', 'setQ'],
    ['list', 'push'],
    ['list', 'set0', 'entry 0 of list'],
    ['del', 'as', 'q.r'],
    ['del', 's', 'q.r'],
    ['inc', 'mid', 'r.s'],
    ['inc', 'as'],
    ['computed', 'setR', 'q.r'],
    ['computed', 'setQ', 'p.q'],
  ],
);

pairs(
  'patterns',
  `
  const o: any = { a: 1, b: { c: 1, d: [1, 2] }, e: undefined, f: 4 }; const list: any[] = [o, 2, 3]; let x = 0, y = 0;
  const target: any = { at: 0 };
  const steps = {
    a: () => { const { a } = o; return a; }, bc: () => { const { b: { c } } = o; return c; }, rest: () => { const { a, ...rest } = o; return rest; },
    d1: () => { const { b: { d: [, second] } } = o; return second; }, first: () => { const [one] = list; return one; },
    parameters: () => (({ a }) => a)(o), method: () => ({ m({ f }: any) { return f; } }).m(o), both: () => (function ([one]: any[], { a }: any) { return a; })(list, o),
    fallback: () => { const { e = o.f } = o; return e; }, loop: () => { for (const { a } of list) void a; }, swap: () => { [x, y] = [y, x]; },
    readX: () => x, into: () => { ({ a: target.at } = o); }, at: () => target.at, computed: (k = 'a') => { const { [k]: v } = o; return v; },
    setA: () => { o.a = 2; }, setC: () => { o.b.c = 2; }, setE: () => { o.e = 2; }, setF: () => { o.f = 2; }, setD0: () => { o.b.d[0] = 2; }, setD1: () => { o.b.d[1] = 2; },
    setList0: () => { list[0] = { a: 1 }; }, setList1: () => { list[1] = 5; }, pattern: () => list.map(([p]: any) => p, 1),
  };
  list[1] = list[2] = [1];`,
  [
    ['a', 'setA', 'o.a'],
    ['a', 'setC'],
    ['bc', 'setC', 'b.c'],
    ['bc', 'setA'],
    ['d1', 'setD1', 'entry 1 of d'],
    ['d1', 'setD0', 'entry 0 of d'],
    ['rest', 'setF', 'o.f'],
    ['first', 'setList0', 'entry 0 of list'],
    ['first', 'setList1'],
    ['parameters', 'setA', 'o.a'],
    ['parameters', 'setF'],
    ['method', 'setF', 'o.f'],
    ['method', 'setA'],
    ['both', 'setA', 'o.a'],
    ['both', 'setList0', 'entry 0 of list'],
    ['fallback', 'setE', 'o.e'],
    ['fallback', 'setF', 'o.f'],
    ['fallback', 'setA'],
    ['loop', 'setA', 'o.a'],
    ['loop', 'setList1', 'list'],
    ['swap', 'readX', 'variable x'],
    ['into', 'at', 'target.at'],
    ['into', 'setA', 'o.a'],
    ['into', 'setF'],
    ['computed', 'setA', 'o.a'],
  ],
);
