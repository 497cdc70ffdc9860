import { internalBinding } from '../bindings/internals.ts';
import type { Port } from '../bindings/message-port.ts';

interface Symbols {
  readonly handle_onclose: symbol;
  readonly no_message_symbol: symbol;
}

/** By which Node's own code hands a message over, and the ports that come with it. */
const DISPATCH = Symbol.for('nodejs.internal.kHybridDispatch');
const PORTS = Symbol.for('nodejs.internal.kCurrentlyReceivingPorts');

let symbols: Symbols | undefined;

function known(): Symbols {
  return (symbols ??= internalBinding('symbols') as unknown as Symbols);
}

/** A message as listeners get it. */
export interface Received {
  readonly type: 'message' | 'messageerror';
  readonly data: unknown;
}

/** Takes out what waits longest; undefined where nothing does. */
export function receiveFrom(port: Port): Received | undefined {
  const receive = internalBinding('messaging')['receiveMessageOnPort'] as (port: Port) => unknown;
  try {
    const data = receive(port);
    return data === known().no_message_symbol ? undefined : { type: 'message', data };
  } catch (error) {
    return { type: 'messageerror', data: error };
  }
}

/** Tells the listeners of a port. @param ports that came with the message */
export function dispatchTo(port: Port, { type, data }: Received, ports: readonly Port[]): void {
  Reflect.set(port, PORTS, ports);
  const dispatch = Reflect.get(port, DISPATCH) as (data: unknown, type: string, event: undefined) => void;
  dispatch.call(port, data, type, undefined);
}

/** Tells the listeners of a port that it is closed. */
export function dispatchClose(port: Port): void {
  const tell = Reflect.get(port, known().handle_onclose) as () => void;
  tell.call(port);
}
