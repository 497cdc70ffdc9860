import { EventEmitter } from 'node:events';
import type { IssuedCall } from './event.ts';
import { inheritedMembers, type Member, ownMembers } from './members.ts';
import { nodeAnswer } from './node-answer.ts';
import type { NodeCallback, Operation, OperationOptions } from './operation.ts';
import { recording } from './recording.ts';
import type { Service, ServiceCallOptions, ServiceMethodOptions, ServiceOptions } from './service-options.ts';

type Method = (...args: unknown[]) => unknown;

/** What a service stands on. */
interface Ground {
  readonly name: string;
  readonly target: object;
  readonly options: ServiceOptions<unknown>;
  /** Makes the operation of that name. */
  readonly declare: (name: string, options: OperationOptions) => Operation;
  /** Methods that were asked for, or replaced. */
  readonly made: Map<string | symbol, unknown>;
}

/** Under it a service has its ground. */
const ground = Symbol('heddle.service');
type Grounded = { [ground]: Ground };

/** By prototype of the target, that of its services: runs share the classes, and a run takes microseconds. */
const prototypes = new WeakMap<object, object>();

/**
 * An object like `target` whose methods are operations. Fields and getters are those of `target`, as they are when they
 * are read; `target` itself stays as it is, and its methods call one another as ever.
 */
export function serviceOf<T extends object, M>(
  name: string,
  target: T,
  options: ServiceOptions<M>,
  declare: Ground['declare'],
): Service<T, M> {
  const service = Object.create(prototypeFor(target)) as Grounded;
  service[ground] = { name, target, options, declare, made: new Map() };
  for (const member of ownMembers(target)) defineMember(service, member);
  return service as unknown as Service<T, M>;
}

function prototypeFor(target: object): object {
  const inherited = (Object.getPrototypeOf(target) as object | null) ?? Object.prototype;
  let prototype = prototypes.get(inherited);
  if (prototype === undefined) {
    prototype = Object.create(inherited) as object;
    if (!('raw' in inherited)) Object.defineProperty(prototype, 'raw', { get: targetOf });
    for (const member of inheritedMembers(target)) defineMember(prototype, member);
    prototypes.set(inherited, prototype);
  }
  return prototype;
}

function targetOf(this: Grounded): object {
  return this[ground].target;
}

/** Methods are made when they are first asked for, and then stay the same. */
function defineMember(on: object, member: Member): void {
  const { name, isMethod, isEnumerable } = member;
  Object.defineProperty(on, name, {
    get(this: Grounded): unknown {
      const { target, made } = this[ground];
      if (!isMethod) return Reflect.get(target, name);
      let method = made.get(name);
      if (method === undefined) made.set(name, (method = methodOf(this[ground], member)));
      return method;
    },
    set(this: Grounded, value: unknown) {
      if (isMethod) this[ground].made.set(name, value);
      else Reflect.set(this[ground].target, name, value);
    },
    enumerable: isEnumerable,
    configurable: true,
  });
}

function methodOf({ name: service, target, options, declare }: Ground, { name, owner }: Member): Method {
  const methods = (options.methods ?? {}) as Readonly<Record<string, ServiceMethodOptions>>;
  const own = typeof name === 'string' ? methods[name] : undefined;
  // Calls the method that `target` has then: it may have been replaced.
  const apply: Method = (...args) => {
    const method = Reflect.get(target, name) as Method;
    recording.to?.called(`service ${service}`, method);
    return Reflect.apply(method, target, args);
  };
  const isPlain = own?.form === 'plain' || (own === undefined && owner === EventEmitter.prototype);
  if (typeof name === 'symbol' || isPlain) return apply;
  const settings =
    own === undefined ? options : { ...options, ...own, errors: { ...options.errors, ...own.errors } };
  return operated(`${service}.${name}`, name, apply, settings, declare);
}

function operated(
  label: string,
  method: string,
  apply: Method,
  options: ServiceMethodOptions,
  declare: Ground['declare'],
): Method {
  const { key = firstArgument } = options;
  const operation = declare(label, asOperation(method, options));
  if (options.form === 'callback') {
    return (...all) => {
      const done = all.at(-1);
      if (typeof done !== 'function')
        throw new TypeError(`${label} takes a callback as its last argument and got ${String(done)}.`);
      const args = all.slice(0, -1);
      const effect = (): unknown => nodeAnswer((answer) => apply(...args, answer));
      const about = key(method, args);
      const callOptions = { args: shown(args, about), signal: signalOf(args) };
      operation.callback(about, effect, done as NodeCallback<unknown>, callOptions);
    };
  }
  return (...args) => {
    const about = key(method, args);
    return operation.call(about, () => apply(...args), { args: shown(args, about), signal: signalOf(args) });
  };
}

/** Nothing where the key says it all. */
function shown(args: readonly unknown[], key: string | number | undefined): readonly unknown[] | undefined {
  const said = key === undefined ? 0 : 1;
  return args.length === said && args[0] === key ? undefined : args;
}

function asOperation(method: string, options: ServiceCallOptions): OperationOptions {
  if (options.errors === undefined) return { effect: 'split', ...options } as OperationOptions;
  const errors: Record<string, (call: IssuedCall) => unknown> = {};
  for (const [fault, make] of Object.entries(options.errors))
    errors[fault] = ({ key, args = key === undefined ? [] : [key] }) =>
      make({ method, key, args: args as readonly unknown[] });
  return { effect: 'split', ...options, errors };
}

function firstArgument(_method: string, [first]: readonly unknown[]): string | number | undefined {
  return typeof first === 'string' || typeof first === 'number' ? first : undefined;
}

/** Given as the last argument or in it, as Node's own functions take theirs. */
function signalOf(args: readonly unknown[]): AbortSignal | undefined {
  const last = args.at(-1);
  if (typeof last !== 'object' || last === null) return undefined;
  if (last instanceof AbortSignal) return last;
  const { signal } = last as { readonly signal?: unknown };
  return signal instanceof AbortSignal ? signal : undefined;
}
