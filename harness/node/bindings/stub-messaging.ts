import { type Binding, internalModule } from './internals.ts';
import type { Port } from './message-port.ts';
import type { Switchboard } from './switchboard.ts';

type Class = new (...args: never[]) => object;
type Method = (this: Port, ...args: unknown[]) => unknown;
type PortPrototype = Record<'postMessage' | 'close' | 'ref' | 'unref' | 'start', Method>;

/** Of `internal/worker/io`: ports stay native ones, which are told here when their messages come. */
export function stubMessaging(io: Binding, switchboard: Switchboard): void {
  stubPort((io['MessagePort'] as { readonly prototype: PortPrototype }).prototype, switchboard);
  io['MessageChannel'] = new Proxy(io['MessageChannel'] as new () => { port1: Port; port2: Port }, {
    construct: (Real) => {
      const channel = new Real();
      switchboard.messaging?.paired(channel.port1, channel.port2);
      return channel;
    },
  });
  io['BroadcastChannel'] = new Proxy(io['BroadcastChannel'] as Class, {
    construct: (Real, args, derived) => {
      const make = (...named: unknown[]): object =>
        Reflect.construct(Real, named, derived as Class) as object;
      const { messaging } = switchboard;
      return messaging === undefined || args.length === 0
        ? make(...(args as unknown[]))
        : messaging.broadcast(String(args[0]), make);
    },
  });
  const receive = io['receiveMessageOnPort'] as (port: Port) => unknown;
  io['receiveMessageOnPort'] = (port: Port) => {
    const { messaging } = switchboard;
    return messaging === undefined ? receive(port) : messaging.takes(port, () => receive(port));
  };
}

function stubPort(prototype: PortPrototype, switchboard: Switchboard): void {
  const { postMessage, close, ref, unref, start } = prototype;
  prototype.postMessage = function (...args) {
    const result = postMessage.apply(this, args);
    switchboard.messaging?.posted(this, args[1]);
    return result;
  };
  prototype.close = function (...args) {
    const [callback] = args;
    if (switchboard.messaging?.closes(this, () => close.call(this)) !== true) return close.apply(this, args);
    if (typeof callback === 'function') this.once('close', callback as () => void);
  };
  // Node calls it for who listens first.
  prototype.ref = function () {
    ref.call(this);
    switchboard.messaging?.listens(this);
  };
  // Node calls it for each port that it makes.
  prototype.unref = function () {
    unref.call(this);
    switchboard.messaging?.appeared(this);
  };
  prototype.start = function () {
    start.call(this);
    switchboard.messaging?.listens(this);
  };
}

/** Of `internal/worker`. */
export function stubWorker(worker: Binding, switchboard: Switchboard): void {
  const Worker = worker['Worker'] as Class;
  const stub: Class = new Proxy(Worker, {
    construct: (Real, args, derived) => {
      switchboard.messaging?.startsThread();
      return Reflect.construct(Real, args, derived === stub ? Real : (derived as Class)) as object;
    },
  });
  worker['Worker'] = stub;
}

/** The public module, which may have taken them out before. */
export function stubWorkerThreads(threads: Binding): void {
  const { MessageChannel, BroadcastChannel, receiveMessageOnPort } = internalModule('internal/worker/io');
  const { Worker } = internalModule('internal/worker');
  Object.assign(threads, { MessageChannel, BroadcastChannel, receiveMessageOnPort, Worker });
}
