import type { Binding } from './internals.ts';
import { HANDLE_KIND, type HandleKind, type Switchboard } from './switchboard.ts';

type HandleClass = new (type: number) => object;

/** The kind of a handle that stands for a native one. */
function kindOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && HANDLE_KIND in value ? value[HANDLE_KIND] : undefined;
}

export function isSimulatedHandle(value: object): boolean {
  return kindOf(value) !== undefined;
}

/** The class stays Node's; in a run it makes handles that stand for its own, and takes them for its instances. */
function stubHandle(binding: Binding, kind: HandleKind, switchboard: Switchboard): void {
  const Real = binding[kind] as HandleClass;
  const hasInstance = (value: unknown): boolean => value instanceof Real || kindOf(value) === kind;
  const stub: HandleClass = new Proxy(Real, {
    construct: (target, args: [number], derived) =>
      switchboard.net?.open(kind, args[0]) ??
      (Reflect.construct(target, args, derived === stub ? target : derived) as object),
    get: (target, key) => (key === Symbol.hasInstance ? hasInstance : (Reflect.get(target, key) as unknown)),
  });
  binding[kind] = stub;
}

export function stubTcp(binding: Binding, switchboard: Switchboard): void {
  stubHandle(binding, 'TCP', switchboard);
}

export function stubPipe(binding: Binding, switchboard: Switchboard): void {
  stubHandle(binding, 'Pipe', switchboard);
}
