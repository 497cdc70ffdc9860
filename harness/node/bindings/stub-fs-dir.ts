import { type Binding, internalBinding } from './internals.ts';
import type { FsRequest, Switchboard } from './switchboard.ts';

type Native = (this: unknown, ...args: unknown[]) => unknown;

/** `opendir`: the handles that it gives out come from whoever answers, too. */
export function stubFsDir(binding: Binding, switchboard: Switchboard): void {
  const { FSReqCallback } = internalBinding('fs') as { readonly FSReqCallback: new () => FsRequest };
  for (const name of ['opendir', 'opendirSync']) {
    const native = binding[name] as Native | undefined;
    if (native === undefined) continue;
    binding[name] = (...args: unknown[]): unknown => {
      const { fs } = switchboard;
      if (fs === undefined) return native.apply(binding, args);
      const at = args.findIndex((arg) => arg instanceof FSReqCallback);
      return at < 0 ? fs.now(name, args) : fs.later(name, args.slice(0, at), args[at] as FsRequest);
    };
  }
}
