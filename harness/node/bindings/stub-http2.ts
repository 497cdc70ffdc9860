import type { Binding } from './internals.ts';
import type { Switchboard } from './switchboard.ts';

type Class = new (...args: unknown[]) => object;

/** In a run nobody makes a session: its native side reads from native sockets, and ends the process over others. */
export function refuseHttp2(binding: Binding, switchboard: Switchboard): void {
  const Real = binding['Http2Session'] as Class;
  const stub: Class = new Proxy(Real, {
    construct: (target, args: unknown[], derived) => {
      switchboard.net?.refuse('HTTP/2 (node:http2)');
      return Reflect.construct(target, args, derived === stub ? target : derived) as object;
    },
  });
  binding['Http2Session'] = stub;
}
