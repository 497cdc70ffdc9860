/** Stands for an object in one call of one of its methods. */
export function facade(
  object: object,
  method: string,
  before: (args: readonly unknown[]) => void,
  after?: (result: unknown, args: readonly unknown[]) => void,
): object {
  return {
    __proto__: null,
    [method]: (...args: unknown[]): unknown => {
      before(args);
      const result: unknown = Reflect.apply(Reflect.get(object, method) as () => unknown, object, args);
      after?.(result, args);
      return result;
    },
  };
}
