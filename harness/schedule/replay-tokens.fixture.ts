/* Reads tokens from standard input, one a line, and prints the digest of each replay. */
import { readFileSync } from 'node:fs';
import { Program } from '../program/program.ts';
import { randomPrograms } from './random-programs.fixture.ts';
import { Replayer } from './replayer.ts';
import { decodeToken } from './token.ts';

const tokens = readFileSync(0, 'utf8').trim().split('\n');
const program = new Program('random/program', randomPrograms, 'only');
const digests = await program.inSlice(() =>
  tokens.map((token) => {
    const { workload, schedule } = decodeToken(token);
    return program.trace(workload, new Replayer(schedule)).digest;
  }),
);
console.log(digests.join('\n'));
