import type { Binding } from './internals.ts';
import { stubWholeFiles } from './stub-whole-files.ts';
import type { FsRequest, Switchboard } from './switchboard.ts';

type Native = (this: unknown, ...args: unknown[]) => unknown;

/** Constructors, and what the loader of modules calls to read `package.json`, which lies on the real disk. */
const LEFT = /^(?:[A-Z]|internalModuleReadJSON|legacyMainResolve|getFormatOfExtensionlessFile)/;

/** Replaces each function of the binding; `lib/fs.js` looks them up when it calls them. */
export function stubFs(binding: Binding, switchboard: Switchboard): void {
  const { FSReqCallback, kUsePromises } = binding as {
    readonly FSReqCallback: new () => FsRequest;
    readonly kUsePromises: symbol;
  };
  for (const [name, original] of Object.entries(binding)) {
    if (typeof original !== 'function' || LEFT.test(name)) continue;
    const native = original as Native;
    binding[name] = (...args: unknown[]): unknown => {
      const { fs } = switchboard;
      if (fs === undefined) return native.apply(binding, args);
      let at = args.length - 1;
      while (at >= 0 && args[at] !== kUsePromises && !(args[at] instanceof FSReqCallback)) at -= 1;
      if (at < 0) return fs.now(name, args);
      const [request] = args.splice(at, 1);
      return fs.later(name, args, request === kUsePromises ? undefined : (request as FsRequest));
    };
  }
  stubWholeFiles(binding, switchboard);
}
