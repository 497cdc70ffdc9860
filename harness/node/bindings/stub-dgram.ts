import type { Binding } from './internals.ts';
import type { Switchboard } from './switchboard.ts';

type HandleClass = new (...args: unknown[]) => object;

/** In a run sockets of datagrams are ends of the network in memory. */
export function stubUdp(binding: Binding, switchboard: Switchboard): void {
  const Real = binding['UDP'] as HandleClass;
  const stub: HandleClass = new Proxy(Real, {
    construct: (target, args: unknown[], derived) =>
      switchboard.net?.openDatagrams() ??
      (Reflect.construct(target, args, derived === stub ? target : derived) as object),
  });
  binding['UDP'] = stub;
}
