import { constants } from 'node:os';

const names = new Map(Object.entries(constants.signals).map(([name, number]) => [number, name]));

/** The name of a signal; undefined for 0, which is none. */
export function signalOf(number: number): NodeJS.Signals | undefined {
  return names.get(number) as NodeJS.Signals | undefined;
}
