import { type ChildProcess, fork } from 'node:child_process';
import type { Answer, Question } from './judge.ts';

/** A judge that says nothing for so many real milliseconds has met a mutant that never ends. */
const SILENCE_MAX_MS = 900_000;
/** A process that was asked so often has as many copies of the modules. */
const QUESTIONS_MAX = 50;

/** Why a judge gave no answer: it ended, or was ended. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/** One process that judges, and is replaced when it ends. */
export class Judge {
  readonly #file: string;
  #child: ChildProcess | undefined;
  #asked = 0;

  /** @param file the judge, bundled */
  constructor(file: string) {
    this.#file = file;
  }

  /** @throws NoAnswer where the process ends without one */
  ask<A extends Answer>(question: Question): Promise<A> {
    if (this.#asked >= QUESTIONS_MAX) this.end();
    this.#asked += 1;
    const child = (this.#child ??= fork(this.#file, { execArgv: ['--max-old-space-size=1500'] }));
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => child.kill('SIGKILL'), SILENCE_MAX_MS);
      const settle = (): void => {
        clearTimeout(timer);
        child.removeAllListeners();
      };
      child.once('message', (answer) => {
        settle();
        resolve(answer as A);
      });
      child.once('exit', (code, signal) => {
        settle();
        this.#child = undefined;
        reject(new NoAnswer(`it ended the process: ${signal ?? code}`));
      });
      child.send(question);
    });
  }

  end(): void {
    this.#child?.disconnect();
    this.#child = undefined;
    this.#asked = 0;
  }
}
