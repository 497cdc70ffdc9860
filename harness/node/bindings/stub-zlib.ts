import type { Binding } from './internals.ts';
import type { Switchboard } from './switchboard.ts';
import type { ZlibStream } from './zlib-stream.ts';

type Method = (this: ZlibStream, ...args: unknown[]) => unknown;
type Prototype = Record<'init' | 'write' | 'close', Method>;

/** Streams of all formats that this Node has: zlib's, Brotli's, Zstandard's. */
export function stubZlib(binding: Binding, switchboard: Switchboard): void {
  for (const made of Object.values(binding)) {
    const prototype = (made as { readonly prototype?: Prototype }).prototype;
    if (prototype !== undefined && 'writeSync' in prototype) stubStream(prototype, switchboard);
  }
}

function stubStream(prototype: Prototype, switchboard: Switchboard): void {
  const { init, write, close } = prototype;
  /** The native side keeps it where nobody can read it. A stream that was made outside of a run may be used in one. */
  const callbacks = new WeakMap<ZlibStream, Method>();
  prototype.init = function (...args) {
    const callback = args.find((arg) => typeof arg === 'function');
    if (callback !== undefined) callbacks.set(this, callback as Method);
    switchboard.zlib?.made(this);
    return init.apply(this, args);
  };
  prototype.write = function (...args) {
    const { zlib } = switchboard;
    if (zlib === undefined) return write.apply(this, args);
    zlib.write(this, args, () => callbacks.get(this)?.call(this));
  };
  prototype.close = function () {
    const { zlib } = switchboard;
    if (zlib === undefined) return close.call(this);
    zlib.close(this, () => close.call(this));
  };
}
