import type { EventEmitter } from 'node:events';
import type { OperationOptions } from './operation.ts';

/** A call of a service's method, as its errors know it. */
export interface ServiceCall {
  /** The method's name, without that of the service. */
  readonly method: string;
  /** What is in brackets in the event's id. */
  readonly key: string | number | undefined;
  /** What the method was called with; without the callback, where it takes one. */
  readonly args: readonly unknown[];
}

/** How calls of a service, or of one method of it, behave. */
export interface ServiceCallOptions extends Omit<OperationOptions, 'errors' | 'resource'> {
  /** What a fault of that name rejects with, given the call. Default: an `OperationError`. */
  readonly errors?: Readonly<Record<string, (call: ServiceCall) => unknown>>;
  /** What a call is about. Default: its first argument where that is a string or a number. */
  readonly key?: (method: string, args: readonly unknown[]) => string | number | undefined;
}

/** How one method of a service behaves; what is not said is as with the service. */
export interface ServiceMethodOptions extends ServiceCallOptions {
  /**
   * `promise` (default): callers get a promise, whatever the method returns. `callback`: it takes a callback by Node's
   * convention as its last argument. `plain`: it is called as it is, and no operation; methods that an `EventEmitter`
   * inherits are.
   */
  readonly form?: 'promise' | 'callback' | 'plain';
}

/** Options of some methods of `T`, by name. */
export type ServiceMethods<T> = {
  readonly [K in keyof T as T[K] extends (...args: never[]) => unknown ? K : never]?: ServiceMethodOptions;
};

/** How a service behaves. `effect` is `split` by default: a request takes effect, its reply comes later. */
export interface ServiceOptions<M> extends ServiceCallOptions {
  /** Where single methods differ. */
  readonly methods?: M;
}

/** The method `F`, whose callers get a promise. */
export type PromisingMethod<F> = F extends (...args: never[]) => Promise<unknown>
  ? F
  : F extends (...args: infer A) => infer R
    ? (...args: A) => Promise<Awaited<R>>
    : F;

/** `T` with its methods as operations. `raw` is the object itself, for checks: its methods take no time. */
export type Service<T, M = unknown> = {
  [K in keyof T]: K extends (T extends EventEmitter ? keyof EventEmitter : never)
    ? T[K]
    : K extends keyof M
      ? M[K] extends { readonly form: 'callback' | 'plain' }
        ? T[K]
        : PromisingMethod<T[K]>
      : PromisingMethod<T[K]>;
} & ('raw' extends keyof T ? unknown : { readonly raw: T });
