/** An operation that failed because the schedule said so. */
export class OperationError extends Error {
  override readonly name = 'OperationError';
  constructor(label: string, fault: string) {
    super(fault === 'lost-reply' ? `the reply of ${label} was lost` : `${label} failed: ${fault}`);
  }
}
