import { type Binding, internalBinding } from './internals.ts';
import { isSimulatedHandle } from './stub-net.ts';
import type { NativeStream, Switchboard } from './switchboard.ts';

type Wrap = (stream: object, ...rest: unknown[]) => object;

/** TLS stays the native side's; it is put on a native stream that is an end of the network in memory. */
export function stubTls(binding: Binding, switchboard: Switchboard): void {
  const wrap = binding['wrap'] as Wrap;
  binding['wrap'] = (handle: object, ...rest: unknown[]): object => {
    const { net } = switchboard;
    if (net === undefined || !isSimulatedHandle(handle)) return wrap(handle, ...rest);
    const { JSStream } = internalBinding('js_stream') as { JSStream: new () => NativeStream };
    const stream = new JSStream();
    const wrapped = wrap(stream, ...rest);
    net.bridge(handle, stream, wrapped);
    return wrapped;
  };
}
