import type { Binding } from './internals.ts';
import type { Switchboard } from './switchboard.ts';

/** A native parser of HTTP, as far as it says whose it is. */
interface Parser {
  readonly socket?: { readonly _handle?: { getAsyncId(): number } | null } | null;
}

type List = (this: unknown, ...args: unknown[]) => Parser[];

function numberOf({ socket }: Parser): number {
  return socket?._handle?.getAsyncId() ?? 0;
}

/** A server's connections are listed by where they are in memory; in runs by age, as runs have to be alike. */
export function stubConnections(binding: Binding, switchboard: Switchboard): void {
  const { prototype } = binding['ConnectionsList'] as { readonly prototype: Record<string, List> };
  for (const name of ['all', 'idle', 'active']) {
    const native = prototype[name] as List;
    prototype[name] = function list(this: unknown, ...args: unknown[]): Parser[] {
      const listed = native.apply(this, args);
      return switchboard.net === undefined ? listed : listed.sort((a, b) => numberOf(a) - numberOf(b));
    };
  }
}
