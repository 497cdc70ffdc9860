import { compileFunction } from 'node:vm';
import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { recordingRuntime } from '../recording/runtime.ts';
import { instrument } from './instrument.ts';
import { randomProgram } from './random-program.fixture.ts';

const PROGRAMS = 200;
const PER_TEST = 50;
const runtime = recordingRuntime();

type Note = (label: string, value?: unknown) => unknown;

/** In what V8 says of a mistake it quotes the source, and the source is another. */
function withoutSource(text: string): string {
  return text.replace(/["']TypeError: .*/s, 'TypeError');
}

async function notesOf(source: string): Promise<string[]> {
  const notes: string[] = [];
  const note: Note = (label, value) => {
    notes.push(`${label}: ${withoutSource(inspect(value, { depth: 4, getters: false, showProxy: true }))}`);
    return value;
  };
  const run = compileFunction(`${source}\nreturn run;`)() as (t: Note) => Promise<void>;
  await run(note);
  return notes;
}

async function recorded<T>(work: () => Promise<T>): Promise<T> {
  runtime.beginRun();
  runtime.sink = { step: '1', holders: true, values: true, access: () => {} };
  try {
    return await work();
  } finally {
    runtime.endRun();
  }
}

test.each(Array.from({ length: PROGRAMS / PER_TEST }, (_, n) => n * PER_TEST))(
  'random programs from seed %d on do the same when they are instrumented, recorded or not',
  async (first) => {
    for (let seed = first; seed < first + PER_TEST; seed++) {
      const source = `async function run(t) {${randomProgram(seed)}}`;
      const code = instrument(source, 'program.cjs')?.code ?? '';
      const plain = await notesOf(source);
      expect({ seed, notes: await notesOf(code) }).toEqual({ seed, notes: plain });
      expect({ seed, notes: await recorded(() => notesOf(code)) }).toEqual({ seed, notes: plain });
    }
  },
);
