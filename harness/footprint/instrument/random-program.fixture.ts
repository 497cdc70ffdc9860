import { compileFunction } from 'node:vm';
import { Random } from '../../core/random.ts';

/**
 * A program of random statements, as the body of an async function with a parameter `t(label, value)`, which notes a
 * value and yields it. All that has an effect is noted: what accessors, traps and functions are asked for, and in which
 * order; each statement notes what it throws.
 */
export function randomProgram(seed: number): string {
  return new ProgramMaker(new Random(seed)).make();
}

const PRELUDE = `
var made = 0;
class Point { #x = 1; static total = 0; y = 2; constructor(x) { this.#x = x; Point.total++; } get x() { return t('get x', this.#x); } set x(v) { t('set x', v); this.#x = v; }
  #inc() { return this.#x++; } bump() { return this.#inc() + (this.#x += 2); } has(o) { return #x in o; } move({ x, y = 3 }, [z] = [1]) { this.#x = x; this.y = y; return z; } static of(...a) { return new this(...a); } async later(v) { this.#x = await v; return this.#x; } }
class Point3 extends Point { z = 0; constructor(...a) { super(...a); this.z = a.length; } bump() { return super.bump() + this.z; } get name() { return super.constructor.name; } }
const o = { a: 1, get g() { return t('get g', this.a); }, set g(v) { t('set g', v); }, n: { m: { k: 5 }, list: [1, [2, 3]] }, f(x) { t('f', x); return this === o ? this : x; }, u: undefined, nil: null };
const p = new Proxy({ a: 1, b: { c: 2 } }, { get(q, k) { t('trap get', String(k)); return Reflect.get(q, k); }, set(q, k, v) { t('trap set', String(k)); q[k] = v; return true; }, has(q, k) { t('trap has', String(k)); return k in q; },
  deleteProperty(q, k) { t('trap delete', String(k)); return delete q[k]; }, ownKeys(q) { t('trap keys'); return Reflect.ownKeys(q); }, getOwnPropertyDescriptor(q, k) { t('trap own', String(k)); return Reflect.getOwnPropertyDescriptor(q, k); }, getPrototypeOf(q) { t('trap prototype'); return Reflect.getPrototypeOf(q); } });
const list = [3, 1, 2], map = new Map([['a', { v: 1 }], ['b', { v: 2 }]]), set = new Set(['a', 1]), point = new Point3(4, 5), key = { toString() { t('key'); return 'a'; } };
let x = 1, y = 'a', z, captured = 0; var w = [1, 2]; const up = () => ++captured, peek = () => [x, y, z, captured];
function* gen(n = 2) { for (let i = 0; i < n; i++) { const got = yield i; t('got', got); } return 'end'; }
async function wait(v) { await null; return v; }
const tag = (s, ...v) => s.raw.join('|') + v.join();
`;

class ProgramMaker {
  readonly #random: Random;
  #depth = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  make(): string {
    const statements = Array.from({ length: 14 }, (_, n) => {
      const handler = `catch (e) { t('throws ${n}', e instanceof Error ? e.name + ': ' + e.message : e); }`;
      return `try { ${this.#validStatement()} }\n${handler}`;
    });
    return `${PRELUDE}${statements.join('\n')}\nt('end', [o, list, [...map], [...set], point, peek(), w]);`;
  }

  /** Some of what can be put together the language does not allow, as an `await` in a static block. */
  #validStatement(): string {
    for (;;) {
      const statement = this.#statement();
      try {
        compileFunction(`async function run(t) { ${statement} }`);
        return statement;
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error;
      }
    }
  }

  #pick<T>(...choices: readonly T[]): T {
    return choices[this.#random.uint32() % choices.length] as T;
  }

  #noted(expression: string): string {
    return `t('v', ${expression})`;
  }

  #object(): string {
    return this.#pick(
      'o',
      'o',
      'p',
      'point',
      'o.n',
      'o?.n',
      'list',
      'w',
      '(o)',
      'o.f(o)',
      "t('base', o)",
      'o.u',
      'o.nil',
      'z',
      'Point',
      '[o][0]',
      'new Point(2)',
    );
  }

  #key(): string {
    return this.#pick('a', 'g', 'n', 'u', 'y', 'x', 'length', 'z', 'none');
  }

  #computed(): string {
    return this.#pick(
      "'a'",
      'y',
      'key',
      '0',
      "t('key', 'a')",
      'x',
      "(t('s'), 'n')",
      'Symbol.iterator',
      "await wait('a')",
    );
  }

  #member(): string {
    return this.#pick(`${this.#object()}.${this.#key()}`, `${this.#object()}[${this.#computed()}]`);
  }

  #chain(): string {
    const link = (): string =>
      this.#pick(
        `?.${this.#key()}`,
        `.${this.#key()}`,
        `?.[${this.#computed()}]`,
        `[${this.#computed()}]`,
        '?.n',
        '.n',
        '.f?.(1)',
        '?.f(2)',
        '.m',
      );
    return (
      this.#pick('o', 'z', 'o.u', 'p', 'map.get("a")', 'o.n', "t('start', o)") +
      '?.n' +
      link() +
      link() +
      this.#pick('', link())
    );
  }

  #expression(): string {
    if (this.#depth > 3) return this.#pick('1', 'x', 'y', "'s'", 'o.a', 'list[0]');
    this.#depth += 1;
    try {
      return this.#deeper();
    } finally {
      this.#depth -= 1;
    }
  }

  #deeper(): string {
    const e = (): string => this.#expression();
    const member = (): string => this.#member();
    return this.#pick(
      () => member(),
      () => this.#chain(),
      () => `(${this.#chain()}).a`,
      () => `delete ${member()}`,
      () => `delete ${this.#chain()}`,
      () => `(${member()} ${this.#pick('=', '+=', '??=', '||=', '&&=', '-=')} ${e()})`,
      () => `(${member()} ${this.#pick('=', '+=', '??=')} await wait(${e()}))`,
      () => `(${this.#pick('x', 'y', 'z', 'captured', 'w')} ${this.#pick('=', '+=', '??=', '&&=')} ${e()})`,
      () => `(captured += await wait(${e()}))`,
      () => `${this.#pick('++', '--')}${member()}`,
      () => `${member()}${this.#pick('++', '--')}`,
      () => this.#pick('x++', '--captured', 'x--', '++x', 'up()', 'peek()'),
      () => `(${e()} in ${this.#object()})`,
      () => `\`\${${e()}} \${list} \${${this.#noted(e())}}\``,
      () => `tag\`a\${${e()}}b\${list}\``,
      () => `o.tag?.\`x\``.replace('?.', '.'),
      () => `[${e()}, ...${this.#pick('list', 'set', 'map', 'gen()', 'map.keys()', "'ab'", 'w')}, , ${e()}]`,
      () =>
        `({ a: ${e()}, ...${this.#object()}, [${this.#computed()}]: ${e()}, x, captured, get l() { return ${this.#noted('this.a')}; }, m() { return super.toString === Object.prototype.toString; } })`,
      () => `o.f(${e()}, ...list)`,
      () => `o['f'](${e()})`,
      () => `(o.f)(${e()})`,
      () => `(0, o.f)(${e()})`,
      () =>
        `point.${this.#pick('bump()', 'x', 'name', 'has(o)', 'move({ x: 1 }, [2])', 'move(o)', 'later(3)', '#x')}`.replace(
          'point.#x',
          'point.x',
        ),
      () => `Point3.of(${e()}, 2).${this.#pick('z', 'bump()', 'x')}`,
      () =>
        `(({ a, n: { m, ...rest } = {}, ...more }, [b = ${e()}] = list) => [a, m, b, rest])(${this.#pick('o', 'p', '{}', 'o.n')})`,
      () => `((a = ${e()}, { length } = list) => a)(${e()})`,
      () =>
        `(function ({ a }, b) { return [a, b, arguments.length, this === undefined]; })(${this.#pick('o', 'p')}, ${e()})`,
      () =>
        `(${this.#pick('async ', '')}({ a }, b = 1) => a).length + (({ a }) => a).name + (function named([q]) {}).name`,
      () =>
        `map.${this.#pick("get('a').v", "set('c', 1).size", "has('a')", 'size', "delete('b')", 'entries().next().value', 'get(key)')}`,
      () => `set.${this.#pick("add('z').size", "has('a')", 'size', "delete('a')")}`,
      () =>
        `list.${this.#pick('push(4)', 'map((v) => v + 1)', 'at(-1)', 'slice(1).length', 'sort().join()', 'indexOf(2)', 'splice(0, 1)', 'length = 2', 'reduce((a, b) => a + b, 0)', 'find(({ a }) => a)')}`,
      () => `Object.${this.#pick('keys', 'values', 'entries', 'getOwnPropertyNames')}(${this.#object()})`,
      () => `JSON.stringify(${this.#pick('o.n', 'list', 'point', 'p')})`,
      () =>
        `Reflect.${this.#pick("get(o, 'a')", "set(o, 'b', 3)", "has(p, 'a')", 'ownKeys(o.n)', "deleteProperty(o, 'b')")}`,
      () => `await ${this.#pick('wait', 'o.f')}(${e()})`,
      () => `(await Promise.all([wait(1), ${e()}, o.f]))[1]`,
      () =>
        `await new Promise((resolve, reject) => { ${this.#pick('resolve', 'reject')}(${e()}); resolve(7); })`,
      () =>
        `await Promise.${this.#pick('race', 'any', 'allSettled')}(${this.#pick('[wait(1), wait(2)]', 'new Set([wait(3)])', '[]')}.concat?.([1]) ?? [1])`,
      () => `[...gen(${this.#pick('1', '3')})].concat([...(function* () { yield* gen(2); yield* list; })()])`,
      () => `(typeof ${this.#pick('undeclared', 'x', 'o.a', 'z', 'captured')})`,
      () => `(${e()}, ${e()})`,
      () => `(${e()} ?? ${e()})`,
      () => `(${e()} ? ${e()} : ${e()})`,
      () => `((a) => { a.count ??= 0; a.count++; return a.count; })(${this.#pick('o', 'up', 'list')})`,
      () => `(function () { 'use strict'; let n = ${e()}; const g = () => n++; g(); return [n, this]; })()`,
      () =>
        `new (class { q = ${e()}; static s = ${e()}; static { this.s2 = this.s; } #w = o.a; w() { return this.#w++ + this.#w; } })().w()`,
      () => `new o.n.constructor(${e()})`,
      () => `new (o.f.bind(o))(1)`,
      () => `(() => ({ a: x }))().a`,
      () => this.#noted(e()),
    )();
  }

  #statement(): string {
    const e = (): string => this.#expression();
    const shown = (): string => `t('is', ${e()});`;
    return this.#pick(
      shown,
      shown,
      shown,
      shown,
      () => `${e().replace(/^([{]|function|class|let\b)/, '0, $1')};`,
      () =>
        `const { a, [${this.#computed()}]: q = ${e()}, ...r } = ${this.#object()}; t('taken', [a, q, r]);`,
      () =>
        `[x, ${this.#pick('o.a', 'list[1]', 'point.x', 'captured')}, ...w] = ${this.#pick('list', 'set', '[1, 2, 3]', 'gen(4)', 'z')}; t('x', x);`,
      () =>
        `({ a: ${this.#pick('captured', 'o.b', 'p.a', 'list[0]')}, n: { list: [z] } = {}, ...o.rest } = ${this.#pick('o', 'p', '{ a: 1 }')});`,
      () =>
        `for (const [k, { v }] of map) { t(k, v); if (v === ${this.#pick('1', '2')}) continue; ${shown()} }`,
      () =>
        `for (${this.#pick('x', 'o.a', 'captured', 'var q', 'let q', 'const q')} of ${this.#pick('list', 'set', 'gen(3)', 'map.keys()', 'z', "'ab'")}) t('turn', [x, o.a, captured]);`,
      () =>
        `for (${this.#pick('y', 'const q', 'o.k')} in ${this.#pick('o', 'p', 'list', 'z', 'point')}) t('in', y);`,
      () =>
        `for await (const q of ${this.#pick('list', '[wait(1), 2]', '(async function* () { yield o.a; yield wait(x); })()')}) t('awaited', q);`,
      () =>
        `const fs = []; for (let i = 0, j = 3; i < j; i++) { fs.push(() => i++ + j--); } t('closures', fs.map((f) => f() + f()));`,
      () =>
        `const fs = []; for (let i = 0; ; ) { fs.push(() => i); if (i++ > 2) break; } t('closures', fs.map((f) => f()));`,
      () => `outer: for (const q of list) { for (;;) { if (q > 1) continue outer; break outer; } }`,
      () =>
        `switch (${e()}) { case x: let s = 1; t('s', (() => s++)() + s); break; case o.a: t('two'); default: t('three', x); }`,
      () => `const g = gen(3); t('next', [g.next(), g.next('in'), g.return(5), g.next()]);`,
      () => `const it = map.values(); t('it', [it.next(), [...it], it.next()]);`,
      () =>
        `try { throw { code: ${e()}, n: 1 }; } catch ({ code, ...others }) { let c = code; const g = () => (c = 2); g(); t('caught', [c, others]); } finally { t('finally', x); }`,
      () =>
        `const made = () => 1, made2 = class {}, made3 = function () {}; let { made4 = () => 1 } = {}; let named; named = () => 2; z ??= () => 3; t('names', [made.name, made2.name, made3.name, made4.name, named.name, (() => named)().name]);`,
      () => `if (${e()}) { let b = 1; const inc = () => ++b; inc(); t('b', b); } else t('else');`,
      () => `do { captured++; } while (captured < 3 && t('while', ${e()}) && false)`,
      () => `x\n++\ny; t('asi', [x, y])`,
      () => `let q = o.a\no.b = q\n;[q] = list\nt('asi', q)`,
      () => `with_ = 1`,
      () => `return_: { if (${e()}) break return_; t('not left') }`,
      () => `using_: for (;;) { break using_ }`,
      () =>
        `let asy = await (async ({ a }, ...more) => { captured += await wait(a); return [a, more]; })(${this.#pick('o', 'p', '{ a: 1 }')}, 1, 2); t('async', asy);`,
    )();
  }
}
