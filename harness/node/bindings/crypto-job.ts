/** A piece of work for the native side of `crypto`: a digest, a key, random bytes. Made with a mode, then its arguments. */
export interface CryptoJob {
  /** A synchronous job answers with an error or a result, one of Web Crypto with a promise; others call back. */
  run(): unknown;
  ondone?: (error: unknown, result?: unknown) => void;
}

/** @throws what Node does where the arguments will not do */
export type CryptoJobClass = new (mode: number, ...args: unknown[]) => CryptoJob;

/** What answers for the jobs of the binding `crypto`. */
export interface CryptoAnswers {
  /** Makes a job; `name` is that of its class, as `PBKDF2Job`. */
  make(name: string, Job: CryptoJobClass, mode: number, args: readonly unknown[]): CryptoJob;
}
