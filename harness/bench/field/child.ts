/*
 * Explores one variant of a scenario of the field's benchmark, in a process that was started with the stubs of a
 * simulated Node and with what loads TypeScript. Prints one line of JSON.
 *
 *   node --expose-internals --import <stubs> --import tsx child.js <scenario file> <variant> <runs>
 */
import { pathToFileURL } from 'node:url';
import { Explorer } from '../../explore/explorer.ts';
import { Program } from '../../program/program.ts';
import type { Scenario } from '../../scenario.ts';
import type { FieldRuns } from './measure.ts';

/** Captured at load: inside a slice the clock of `process` tells virtual time. */
const cpuUsage = process.cpuUsage.bind(process);
const RUNS_OF_A_SLICE = 20;

const [file = '', variant = '', runs = '0'] = process.argv.slice(2);
const { default: story } = (await import(pathToFileURL(file).href)) as { readonly default: Scenario };
const program = new Program('bench/field', story, variant);
const explorer = new Explorer(program, 1, [{}]);
const { statistics } = explorer;
let firstFailure: number | undefined;
let seconds = 0;

function slice(): void {
  const begin = cpuUsage();
  for (let i = 0; i < RUNS_OF_A_SLICE && statistics.schedules < Number(runs); i++) {
    explorer.next();
    if (statistics.failing > 0) firstFailure ??= statistics.schedules;
  }
  const { user, system } = cpuUsage(begin);
  seconds += (user + system) / 1e6;
}

while (statistics.schedules < Number(runs)) await program.inSlice(slice);
const { schedules, failing } = statistics;
const measured: FieldRuns = { runs: schedules, failing, firstFailure, seconds };
process.stdout.write(`${JSON.stringify(measured)}\n`);
process.exit();
