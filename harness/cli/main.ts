#!/usr/bin/env node
import './process/time-zone.ts';
import { folded, printable } from '../../reports/printable.ts';
import { UsageError } from '../core/usage-error.ts';
import { type Io, processIo } from './process/console-io.ts';
import { debugging } from './process/debugging.ts';
import { type ExitCode, exitCodes } from './process/exit-codes.ts';
import { Interrupt } from './process/interrupt.ts';
import { leave } from './process/leave.ts';
import { OutsideRuns, placeOutside } from './process/outside-runs.ts';
import { endWithParent } from './process/parent.ts';
import { helpText } from './options/help.ts';
import { initCommand } from './init/init-command.ts';
import { listCommand } from './project/list-command.ts';
import { mergeCommand } from './report/merge-command.ts';
import { type Invocation, parseInvocation } from './options/parse.ts';
import { reportCommand } from './report/report-command.ts';
import { replayCommand } from './replay/replay-command.ts';
import { runCommand } from './run/run-command.ts';
import { forbidExit } from '../workers/forbid-exit.ts';
import { version } from '../core/version.ts';

/** Characters of a complaint: what it quotes may be a megabyte. */
const COMPLAINT_MOST = 2_000;

endWithParent();
// A scenario that ended the process would end it as if all were well.
forbidExit();
const interrupt = new Interrupt();
const outsideRuns = new OutsideRuns();
process.on('uncaughtException', (error) => {
  const place = placeOutside(error);
  if (place !== undefined) {
    tell(outsideRuns.hear(error, place));
    return;
  }
  const code = complain(error);
  // The harness itself has failed: what is done is reported.
  if (!interrupt.fail(code)) leave(code);
});
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // `heddle list | head` is no error.
  if (error.code === 'EPIPE') return;
  leave(complain(new UsageError(`Cannot write to the standard output: ${error.message}.`)));
});
// Whoever closed it wants to hear nothing: the command goes on, and its reports are written.
process.stderr.on('error', () => {});

const exitCode = await main(process.argv.slice(2));
await Promise.all([written(process.stdout), written(process.stderr)]);
// At once: an interval that a module has left behind would keep the process for ever.
leave(exitCode);

async function main(args: readonly string[]): Promise<ExitCode> {
  try {
    const invocation = parseInvocation(args);
    const code = await execute(invocation, processIo(invocation.options.color, interrupt));
    return outsideRuns.failed ? failed(interrupt.codeFor(code)) : interrupt.codeFor(code);
  } catch (error) {
    return complain(error);
  }
}

async function execute(invocation: Invocation, io: Io): Promise<ExitCode> {
  const { command, options, operands } = invocation;
  if (options.version === true) {
    io.out.write(`${version}\n`);
    return exitCodes.asExpected;
  }
  if (options.help === true) {
    io.out.write(helpText(command));
    return exitCodes.asExpected;
  }
  switch (command) {
    case 'run':
      return runCommand(operands, invocation.options, io);
    case 'merge':
      return mergeCommand(operands, invocation.options, io);
    case 'report':
      return reportCommand(operands, invocation.options, io);
    case 'replay':
      return replayCommand(operands, invocation.options, io);
    case 'list':
      return listCommand(operands, invocation.options, io);
    case 'init':
      return initCommand(operands, invocation.options, io);
    case undefined:
      io.err.write(helpText(undefined));
      return exitCodes.wrongUse;
  }
}

/** What a command ends with that says `code`, though something failed beside it. */
function failed(code: ExitCode): ExitCode {
  return code === exitCodes.asExpected || code === exitCodes.differs ? exitCodes.harnessError : code;
}

function tell(line: string | undefined): void {
  if (line !== undefined) process.stderr.write(`heddle: ${printable(line)}\n`);
}

/** Once all that was written there is on its way, or nobody reads it. */
function written(output: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => output.write('', () => resolve()));
}

/** One line for whatever went wrong; the stack only when it is asked for. */
function complain(error: unknown): ExitCode {
  const text = error instanceof Error ? error.message : String(error);
  const message = printable(folded(text, COMPLAINT_MOST).replaceAll(/\s*\n\s*/g, ' '));
  const wrongUse = error instanceof UsageError;
  const hint = wrongUse || debugging() ? '' : ' (for the stack: HEDDLE_DEBUG=1)';
  process.stderr.write(`heddle: ${wrongUse ? '' : 'unexpected error: '}${message}${hint}\n`);
  if (debugging() && error instanceof Error) process.stderr.write(`${stackOf(error)}\n`);
  return wrongUse ? exitCodes.wrongUse : exitCodes.harnessError;
}

function stackOf(error: Error): string {
  const { cause } = error;
  return cause instanceof Error ? `${error.stack}\ncaused by ${cause.stack}` : (error.stack ?? '');
}
