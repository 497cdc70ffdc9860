import { misuse } from './misuse.ts';
import type { OperationOptions } from './operation.ts';
import type { Run } from './run.ts';

/**
 * One name is one kind of call: ids, fault menus and statistics go by it. It may be declared for each connection anew,
 * also with other latencies, but not so that it means another thing. Looked at in the first run of an exploration.
 * @throws Error where the process that is alive has declared another operation of that name
 */
export function checkOperationName(run: Run, name: string, options: OperationOptions): void {
  const names = (run.operationNames ??= new Map<string, string>());
  const now = `${run.crashes} ${told(options)}`;
  const before = names.get(name);
  names.set(name, now);
  if (before === undefined || before === now || !before.startsWith(`${run.crashes} `)) return;
  misuse(
    run,
    `Two operations are called '${name}', one with ${told(options)}, one with ${before.slice(before.indexOf(' ') + 1)}; give each a name of its own.`,
  );
}

function told({ effect = 'delivery', onAbort = 'continue' }: OperationOptions): string {
  return `effect '${effect}' and onAbort '${onAbort}'`;
}
