import { readFileSync } from 'node:fs';

/**
 * What tells a process from a later one with the same number: when it began, where the system says that, else only that
 * it is there. Undefined where there is none, or it has ended and nobody has heard of that yet.
 */
export function processIdentity(pid: number): string | undefined {
  if (process.platform === 'linux') return fromProc(pid);
  try {
    process.kill(pid, 0);
    return 'there';
  } catch (error) {
    // The process is there, but it is another user's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM' ? 'there' : undefined;
  }
}

/** Source: proc_pid_stat(5): the state is field 3, the start time in clock ticks field 22. */
function fromProc(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name in brackets may hold anything.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}
