/** Wrong use: the message is one clear line that says what to do. Commands exit with 2 and print no stack. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
