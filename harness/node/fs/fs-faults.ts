import type { Fault } from '../../core/event.ts';
import { UsageError } from '../../core/usage-error.ts';
import { errnoOf } from '../machine/native-error.ts';

/** A fault of reads and writes: they do half of what they were asked for, which is no error. */
export const SHORT = 'short';

/** @throws UsageError for a fault that no call of `fs` can have */
export function checkFsFaults(menu: Readonly<Record<string, readonly Fault[]>>): void {
  for (const [name, faults] of Object.entries(menu))
    if (name.startsWith('fs.')) for (const fault of faults) checkFault(name, fault);
}

function checkFault(name: string, fault: Fault): void {
  if (fault === 'stall') return;
  if (fault === SHORT) {
    if (name === 'fs.read' || name === 'fs.write') return;
    throw new UsageError(
      `The fault menu has '${SHORT}' for ${name}; only fs.read and fs.write can be short.`,
    );
  }
  try {
    errnoOf(fault);
  } catch {
    throw new UsageError(
      `The fault menu has '${fault}' for ${name}, which is no error of the system: use a code like EIO or ENOSPC, 'short' or 'stall'.`,
    );
  }
}
