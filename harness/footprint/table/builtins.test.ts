import { pairs } from './pairs.fixture.ts';

pairs(
  'objects of the language and of Node',
  `
  const { EventEmitter } = process.getBuiltinModule('node:events');
  const controller = new AbortController(), other = new AbortController(), any = AbortSignal.any([controller.signal, other.signal]); const emitter = new EventEmitter(), target = new EventTarget(), date = new Date(0), search = new URLSearchParams('a=1'), url = new URL('http://a/?b=1');
  const bytes = new Uint8Array(4), view = new DataView(bytes.buffer), sticky = /a/g, plain = /a/; const proxy: any = new Proxy({ a: 1 }, {}); class Bus extends EventEmitter { seen = 0; mark() { this.seen += 1; } } const bus = new Bus();
  class Lru extends Map { override get(k: any) { return super.get(k); } } const lru = new Lru();
  const steps = {
    abort: () => controller.abort(), aborted: () => controller.signal.aborted, otherAborted: () => other.signal.aborted, anyAborted: () => any.aborted, listen: () => controller.signal.addEventListener('abort', () => {}), check: () => { try { controller.signal.throwIfAborted(); } catch {} },
    on: () => emitter.on('x', () => {}), emit: () => emitter.emit('x'), count: () => emitter.listenerCount('x'), once: () => emitter.once('x', () => {}), off: () => emitter.removeAllListeners(), add: () => target.addEventListener('x', () => {}), dispatch: () => target.dispatchEvent(new Event('x')),
    now: () => date.getTime(), iso: () => date.toISOString(), move: () => date.setFullYear(2000), append: () => search.append('b', '1'), has: () => search.has('a'), href: () => url.href, setParam: () => url.searchParams.set('b', '2'), setHref: () => { url.href = 'http://b/'; },
    byte: () => bytes[0], setByte: () => { bytes[1] = 1; }, fill: () => bytes.fill(1), view: () => view.getUint8(0), test: () => sticky.test('aa'), reset: () => { sticky.lastIndex = 0; }, plainTest: () => plain.test('a'), proxyGet: () => proxy.a, proxySet: () => { proxy.a = 2; },
    mark: () => bus.mark(), busOn: () => bus.on('x', () => {}), seen: () => bus.seen, env: () => process.env.HOME, math: () => Math.max(1, 2), log: () => String({}), lruGet: () => lru.get('a'), lruSet: () => lru.set('a', 1),
  };`,
  [
    ['abort', 'aborted', 'AbortSignal'],
    ['abort', 'otherAborted'],
    ['abort', 'anyAborted', 'AbortSignal'],
    ['abort', 'listen', 'AbortSignal'],
    ['abort', 'check', 'AbortSignal'],
    ['aborted', 'check'],
    ['on', 'emit', 'EventEmitter'],
    ['emit', 'emit'],
    ['emit', 'count'],
    ['once', 'count', 'EventEmitter'],
    ['off', 'emit', 'EventEmitter'],
    ['add', 'dispatch', 'EventTarget'],
    ['on', 'add'],
    ['now', 'iso'],
    ['now', 'move', 'Date'],
    ['append', 'has', 'URLSearchParams'],
    ['has', 'has'],
    ['href', 'setParam', 'URLSearchParams'],
    ['href', 'setHref', 'URLSearchParams'],
    ['byte', 'setByte', 'ArrayBuffer'],
    ['byte', 'view'],
    ['fill', 'view', 'ArrayBuffer'],
    ['test', 'test', 'RegExp'],
    ['plainTest', 'plainTest'],
    ['proxyGet', 'proxySet', 'proxy'],
    ['mark', 'seen', 'Bus.seen'],
    ['mark', 'busOn'],
    ['env', 'env'],
    ['math', 'log'],
    ['lruGet', 'lruSet', 'entry a of Lru'],
  ],
);
