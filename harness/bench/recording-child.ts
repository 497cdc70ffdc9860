/*
 * Measures what runs of the cases cost; recorded ones where the hooks that instrument code come before it. Prints one line
 * of JSON.
 *
 *   node --expose-gc --max-semi-space-size=32 [--import <hooks>] recording-child.js <rounds> <runs> <text in the names of the cases>
 */
import { cases } from './cases/index.ts';
import { measureCost } from './recording-costs.ts';

const [rounds, runs, only = ''] = process.argv.slice(2);
const costs = [];
for (const one of cases) {
  if (one.name.includes(only))
    costs.push(await measureCost(one, { rounds: Number(rounds), runs: Number(runs) }));
}
process.stdout.write(`${JSON.stringify(costs)}\n`);
