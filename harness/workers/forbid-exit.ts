/**
 * What is loaded here cannot end the process as if all were well; on a worker thread, `process.exit` would end the thread
 * without a word, and its task would wait for ever.
 */
export function forbidExit(): void {
  process.exit = (code?: number | string | null): never => {
    throw new Error(`The code under test called process.exit(${code ?? ''}).`);
  };
}
