/*
 * Holds every simulated service against the real one: short histories of several sessions, written by hand and drawn at
 * random, are played on both, and what was seen is compared step by step. Exit code 1 where something differs.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describeError } from '../core/describe-error.ts';
import { UsageError } from '../core/usage-error.ts';
import { contracts } from './contracts.ts';
import type { Contract, RunningReal } from './frame/contract.ts';
import { sideBySide } from './frame/difference.ts';
import { type Held, hold } from './frame/hold.ts';
import { type ContractOptions, parseOptions } from './options.ts';
import { tableOf } from './table.ts';

const folders = new Set<string>();
process.on('exit', () => {
  // Servers that end now may still write there.
  for (const folder of folders)
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
});
// An exit by a signal would leave servers and folders behind.
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)
  process.once(signal, () => process.exit(code));

function isThere(program: string): boolean {
  try {
    execFileSync('sh', ['-c', 'command -v "$0"', program], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

async function holdOne(contract: Contract, options: ContractOptions): Promise<Held & { version: string }> {
  const folder = mkdtempSync(path.join(tmpdir(), `heddle-${contract.name}-`));
  folders.add(folder);
  let real: RunningReal | undefined;
  try {
    real = await contract.real.start(folder);
    return { ...(await hold(contract, real, options)), version: real.version };
  } finally {
    await real?.stop();
    rmSync(folder, { recursive: true, force: true });
    folders.delete(folder);
  }
}

async function main(): Promise<boolean> {
  const options = parseOptions(
    process.argv.slice(2),
    contracts.map(({ name }) => name),
  );
  const wanted = contracts.filter(
    ({ name }) => options.services.length === 0 || options.services.includes(name),
  );
  const held = new Map<string, Held & { version: string }>();
  const skipped: string[] = [];
  for (const contract of wanted) {
    const missing = contract.real.programs.filter((program) => !isThere(program));
    if (missing.length > 0)
      skipped.push(`SKIPPED ${contract.name}: ${missing.join(', ')} is not installed here`);
    else held.set(contract.name, await holdOne(contract, options));
  }
  console.log(tableOf(held));
  for (const [name, { differing, outdated }] of held) {
    for (const compared of differing) console.log(`\n${name}, ${compared.name}:\n${sideBySide(compared)}`);
    if (outdated.length > 0)
      console.log(
        `\n${name}: the real one answers otherwise than recorded (npm run contracts -- --record) to ${outdated.length} histories: ${outdated.join('; ')}`,
      );
  }
  for (const line of skipped) console.log(`\n${line}`);
  return [...held.values()].every(({ differing, outdated }) => differing.length + outdated.length === 0);
}

try {
  // Clients may keep the loop alive for a while.
  process.exit((await main()) ? 0 : 1);
} catch (error) {
  console.error(error instanceof UsageError ? error.message : describeError(error));
  process.exit(2);
}
