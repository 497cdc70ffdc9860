import { type CallStack, readCallStack } from './call-stack.ts';
import { callerLocation, packageLocation } from './caller-location.ts';

/**
 * Where something real was made: the author's own line; else the package's; else, far from both, whose doing it was.
 * @param task that was running, by name
 */
export function madeAt(call: CallStack | undefined, task: string | undefined): string {
  const stack = readCallStack(call);
  const place = callerLocation(stack) ?? packageLocation(stack);
  if (place !== undefined) return `made at ${place}`;
  return task === undefined ? 'made during set-up' : `made by \`${task}\``;
}
