import { existsSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from '../../core/usage-error.ts';
import { UnwritableError } from '../../files/unwritable.ts';
import { writeWhole } from '../../files/write-whole.ts';
import type { OptionsOf } from '../options/options.ts';
import type { Io } from '../process/console-io.ts';
import { type ExitCode, exitCodes } from '../process/exit-codes.ts';
import { initialFiles } from './files.ts';
import { lookAround, type PackageManager, type Runner, type Surroundings } from './surroundings.ts';

/** `heddle init`: a first test, a config file and a CI job, in the package of the working directory. */
export function initCommand(operands: readonly string[], options: OptionsOf<'init'>, io: Io): ExitCode {
  if (operands.length > 0) throw new UsageError('heddle init takes no operands: it writes into this folder.');
  const around = lookAround(io.cwd);
  const runner = runnerOf(around, options.runner);
  const { files, command } = initialFiles(around, runner);
  const width = Math.max(...files.map(({ file }) => file.length));
  for (const { file, text, purpose } of files) {
    const isThere = existsSync(path.join(around.root, file));
    if (!isThere) write(around.root, file, text);
    io.out.write(
      `${isThere ? 'there  ' : 'written'}  ${file.padEnd(width)}  ${isThere ? 'left as it is' : purpose}\n`,
    );
  }
  const missing = missingPackages(around, runner);
  if (missing.length > 0) io.out.write(`first: ${installing[around.packageManager]} ${missing.join(' ')}\n`);
  io.out.write(`then: ${command}\n`);
  io.out.write('It fails: it has found the race, and says which order of events shows it.\n');
  return exitCodes.asExpected;
}

/** Whoever has no runner has that of Node. */
function runnerOf({ dependencies }: Surroundings, asked: string | undefined): Runner {
  if (asked === 'vitest' || asked === 'node') return asked;
  return dependencies.has('vitest') ? 'vitest' : 'node';
}

const installing: Readonly<Record<PackageManager, string>> = {
  npm: 'npm install --save-dev',
  pnpm: 'pnpm add --save-dev',
  yarn: 'yarn add --dev',
};

/** What the files import, or the command needs, and package.json does not ask for. */
function missingPackages({ dependencies, hasTypeScript }: Surroundings, runner: Runner): readonly string[] {
  const needed = [
    'heddle',
    ...(runner === 'vitest' ? ['vitest'] : []),
    ...(runner === 'node' && hasTypeScript ? ['tsx', '@types/node'] : []),
  ];
  return needed.filter((name) => !dependencies.has(name));
}

function write(root: string, file: string, text: string): void {
  try {
    writeWhole(path.join(root, file), text);
  } catch (error) {
    throw new UnwritableError(file, error);
  }
}
