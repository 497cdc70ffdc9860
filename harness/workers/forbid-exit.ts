/** On a worker thread `process.exit` ends the thread without a word, and its task would wait for ever. */
export function forbidExit(): void {
  process.exit = (code?: number | string | null): never => {
    throw new Error(`The code under test called process.exit(${code ?? ''}).`);
  };
}
