import type { Touch } from './history.ts';

/** Whether a finding's message speaks of the entry. */
export function isSaid({ location }: Touch, message: string): boolean {
  const key = /^entry (.+) of /.exec(location.label)?.[1];
  return key !== undefined && message.includes(key);
}
