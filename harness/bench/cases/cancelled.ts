/** Thrown at the await at which a task was cancelled. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}
