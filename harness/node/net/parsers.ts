import { internalModule } from '../bindings/internals.ts';
import { bySymbol } from './by-symbol.ts';

/** Of `_http_common.js`, on sockets. */
interface WithParser {
  parser?: { close?(): void } | null;
}

/** Of undici: over memory of WebAssembly, and null where that is free. */
interface UndiciParser {
  readonly ptr: unknown;
  destroy?(): void;
}

let ownerSymbol: symbol | undefined;

/** The socket of a handle. */
function ownerOf(handle: object): object | undefined {
  ownerSymbol ??= (internalModule('internal/async_hooks') as { symbols: { owner_symbol: symbol } }).symbols
    .owner_symbol;
  const owner: unknown = Reflect.get(handle, ownerSymbol);
  return typeof owner === 'object' && owner !== null ? owner : undefined;
}

/** Native parsers keep their sockets, servers and all that is behind these for ever; so do those of WebAssembly. */
export function freeParsers(handles: Iterable<object>): void {
  for (const handle of handles) {
    const owner = ownerOf(handle);
    if (owner === undefined) continue;
    const { parser } = owner as WithParser;
    if (typeof parser?.close === 'function') {
      parser.close();
      (owner as WithParser).parser = null;
    } else if (parser === undefined) destroyParser(owner);
  }
}

function destroyParser(socket: object): void {
  const parser = bySymbol(socket, 'parser') as UndiciParser | null | undefined;
  if (typeof parser?.destroy === 'function' && parser.ptr !== null) parser.destroy();
}
