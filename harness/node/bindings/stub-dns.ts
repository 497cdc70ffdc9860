import type { Binding } from './internals.ts';
import type { Switchboard } from './switchboard.ts';

type Native = (this: unknown, ...args: unknown[]) => unknown;
type Class = new (...args: unknown[]) => object;

/** Requests to the resolver that is in libc, and through the thread pool. */
const LOOKUPS = ['getaddrinfo', 'getnameinfo'] as const;
/** Requests of a resolver of its own, to servers. */
const QUERY = /^(?:query[A-Z]|getHostByAddr$)/;

/** Names of hosts: in a run the scenario knows them. */
export function stubDns(binding: Binding, switchboard: Switchboard): void {
  for (const name of LOOKUPS) {
    const native = binding[name] as Native;
    binding[name] = (...args: unknown[]): unknown =>
      switchboard.dns === undefined ? native.apply(binding, args) : switchboard.dns.ask(name, args);
  }
  const Channel = binding['ChannelWrap'] as Class;
  const prototype = Channel.prototype as Record<string, Native>;
  for (const name of Object.getOwnPropertyNames(prototype).filter((method) => QUERY.test(method))) {
    const native = prototype[name] as Native;
    prototype[name] = function query(this: unknown, ...args: unknown[]): unknown {
      return switchboard.dns === undefined ? native.apply(this, args) : switchboard.dns.ask(name, args);
    };
  }
  const stub: Class = new Proxy(Channel, {
    construct: (target, args: unknown[], derived) => {
      const channel = Reflect.construct(target, args, derived === stub ? target : derived) as object;
      switchboard.dns?.made(channel);
      return channel;
    },
  });
  binding['ChannelWrap'] = stub;
}
