import { EventEmitter } from 'node:events';
import type { IssuedCall } from './event.ts';
import { type Member, membersOf } from './members.ts';
import { nodeAnswer } from './node-answer.ts';
import type { NodeCallback, Operation, OperationOptions } from './operation.ts';
import type { Service, ServiceCallOptions, ServiceMethodOptions, ServiceOptions } from './service-options.ts';

type Method = (...args: unknown[]) => unknown;
type Declare = (name: string, options: OperationOptions) => Operation;

/**
 * An object like `target` whose methods are operations. Fields and getters are those of `target`, as they are when they
 * are read; `target` itself stays as it is, and its methods call one another as ever.
 * @param declare makes the operation of that name; called with a method's first call
 */
export function serviceOf<T extends object, M>(
  name: string,
  target: T,
  options: ServiceOptions<M>,
  declare: Declare,
): Service<T, M> {
  const members = membersOf(target);
  const settings = (options.methods ?? {}) as Readonly<Record<string, ServiceMethodOptions>>;
  checkMethods(name, settings, members);
  const facade = Object.create(Object.getPrototypeOf(target) as object | null) as object;
  for (const member of members) {
    const { name: key, isMethod } = member;
    const own = typeof key === 'string' ? settings[key] : undefined;
    if (!isMethod) defineField(facade, target, key);
    else if (typeof key === 'symbol' || isPlain(member, own)) defineMethod(facade, key, bound(target, key));
    else {
      const errors = { ...options.errors, ...own?.errors };
      const call = { ...options, ...own, errors };
      defineMethod(facade, key, operated(name, target, key, call, declare));
    }
  }
  if (!('raw' in target)) Object.defineProperty(facade, 'raw', { value: target });
  return facade as Service<T, M>;
}

/** The names of the operations that a service of that name has. */
export function operationsOf(name: string, target: object): string[] {
  return membersOf(target)
    .filter((member) => member.isMethod && typeof member.name === 'string')
    .map((member) => `${name}.${String(member.name)}`);
}

/** @throws Error where no service can be made of `target` */
export function checkTarget(name: unknown, target: unknown): void {
  if (typeof name !== 'string' || name === '') throw new Error('sim.service(name, target) got no name.');
  if (typeof target === 'object' && target !== null) return;
  const given = typeof target === 'function' ? `the class or function '${target.name}'` : String(target);
  throw new Error(
    `sim.service('${name}', target) got ${given}; expected an object with methods: new ${
      typeof target === 'function' && target.name !== '' ? target.name : 'Store'
    }(), or { get: (key) => … }.`,
  );
}

function checkMethods(service: string, settings: object, members: readonly Member[]): void {
  for (const name of Object.keys(settings)) {
    if (members.some((member) => member.name === name && member.isMethod)) continue;
    const methods = members.filter(({ isMethod }) => isMethod).map((member) => String(member.name));
    throw new Error(
      `sim.service('${service}', …) has options for '${name}', which is no method of it; it has ${methods.join(', ')}.`,
    );
  }
}

function isPlain({ owner }: Member, own: ServiceMethodOptions | undefined): boolean {
  return own?.form === 'plain' || (own === undefined && owner === EventEmitter.prototype);
}

function defineField(facade: object, target: object, key: string | symbol): void {
  Object.defineProperty(facade, key, {
    get: () => Reflect.get(target, key) as unknown,
    set: (value) => {
      Reflect.set(target, key, value);
    },
    enumerable: true,
    configurable: true,
  });
}

function defineMethod(facade: object, key: string | symbol, value: Method): void {
  Object.defineProperty(facade, key, { value, writable: true, enumerable: true, configurable: true });
}

/** Calls the method that `target` has then: it may have been replaced. */
function bound(target: object, key: string | symbol): Method {
  return (...args) => Reflect.apply(Reflect.get(target, key) as Method, target, args);
}

function operated(
  service: string,
  target: object,
  method: string,
  options: ServiceMethodOptions,
  declare: Declare,
): Method {
  const apply = bound(target, method);
  const { key = firstArgument } = options;
  let declared: Operation | undefined;
  const operation = (): Operation =>
    (declared ??= declare(`${service}.${method}`, asOperation(method, options)));
  if (options.form === 'callback') {
    return (...all) => {
      const done = all.at(-1);
      if (typeof done !== 'function')
        throw new TypeError(
          `${service}.${method} takes a callback as its last argument and got ${String(done)}.`,
        );
      const args = all.slice(0, -1);
      const effect = (): unknown => nodeAnswer((answer) => apply(...args, answer));
      const about = key(method, args);
      operation().callback(about, effect, done as NodeCallback<unknown>, { args, signal: signalOf(args) });
    };
  }
  return (...args) =>
    operation().call(key(method, args), () => apply(...args), { args, signal: signalOf(args) });
}

function asOperation(method: string, options: ServiceCallOptions): OperationOptions {
  const errors: Record<string, (call: IssuedCall) => unknown> = {};
  for (const [fault, make] of Object.entries(options.errors ?? {}))
    errors[fault] = ({ key, args }) => make({ method, key, args: args as readonly unknown[] });
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
