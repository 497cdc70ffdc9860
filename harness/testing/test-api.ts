import type * as fc from 'fast-check';
import type { Sim } from '../core/sim.ts';
import type { TestBody } from './body-scenario.ts';
import type { TestOptions } from './test-options.ts';

/** What a body gets of a row: the members of a list one by one, anything else as it is. */
export type RowValues<T> = T extends readonly unknown[] ? T : [row: T];

/** Registers one test for each row. Names take values by `%s` and its kin, and by `$key`. */
export interface EachFunction<T> {
  /** `%s`, `%d`, `%j`, `%o` take the next value, `%#` and `%$` the number of the row, `$key` a member of it. */
  (name: string, body: (sim: Sim, ...row: RowValues<T>) => unknown): void;
  /** The same, explored with options of its own. */
  (name: string, options: TestOptions, body: (sim: Sim, ...row: RowValues<T>) => unknown): void;
}

/** What is drawn from a list of arbitraries, value by value, or from a record of them. */
export type Drawn<T> = { -readonly [K in keyof T]: T[K] extends fc.Arbitrary<infer V> ? V : never };

/** What a property's body gets: each value of a list, or the record. */
export type DrawnValues<T> = Drawn<T> extends infer D extends unknown[] ? D : [record: Drawn<T>];

/** Arbitraries of fast-check, in a list or a record. */
export type Arbitraries = readonly fc.Arbitrary<unknown>[] | Readonly<Record<string, fc.Arbitrary<unknown>>>;

/** Options of a property: those of a test, bar its workload, which the arbitraries are. */
export type PropOptions<T> = Omit<TestOptions<Drawn<T>>, 'workload'>;

/** Registers one test, whose workload fast-check draws. */
export type PropFunction<T> = (name: string, body: (sim: Sim, ...drawn: DrawnValues<T>) => unknown) => void;

/** Registers tests whose body runs once in each interleaving. */
export interface TestFunction {
  /** Registers one test. */
  <W = Record<string, never>>(name: string, body: TestBody<W>): void;
  /** The same, explored with options of its own. */
  <W = Record<string, never>>(name: string, options: TestOptions<W>, body: TestBody<W>): void;
  /** Registers one test for each row of a table; the body gets the members of the row. */
  each<T extends unknown[] | [unknown]>(table: readonly T[]): EachFunction<T>;
  /** Registers one test for each value of a table; the body gets the value. */
  each<T>(table: readonly T[]): EachFunction<T>;
  /** A test on workloads that fast-check draws: JSON values only. */
  prop<const T extends Arbitraries>(arbitraries: T, options?: PropOptions<T>): PropFunction<T>;
}

/** What `heddle/vitest` and `heddle/node-test` call `test`. */
export interface TestApi extends TestFunction {
  /** No other test of the file is run. */
  readonly only: TestFunction;
  /** Is not run. */
  readonly skip: TestFunction;
  /** Is not written yet. */
  todo(name: string): void;
}
