/* Reads tokens of the case that the command names from standard input, one a line, and prints the digest of each run. */
import { readFileSync } from 'node:fs';
import { replaySchedule } from '../replay/replay.ts';
import { decodeToken } from '../schedule/token.ts';
import { cases } from './cases/index.ts';
import { scenarioOfCase } from './peers/scenario-of-case.ts';

const one = cases.find(({ name }) => name === process.argv[2]);
if (one === undefined) throw new Error(`There is no case "${process.argv[2] ?? ''}".`);
const scenario = scenarioOfCase(one, true);
for (const text of readFileSync(0, 'utf8').split('\n')) {
  const token = decodeToken(text);
  const { status, digest } = await replaySchedule(token.scenario, scenario, token.variant, {
    ...token,
    expected: token,
  });
  process.stdout.write(`${status === 'failed' ? digest : status}\n`);
}
