export class UpstreamError extends Error {
  override readonly name = 'UpstreamError';
  readonly status: number;
  constructor(url: string, status: number) {
    super(`expected a listing from ${url}, got status ${status}`);
    this.status = status;
  }
}

export class NoSuchModel extends Error {
  override readonly name = 'NoSuchModel';
  constructor(model: string, endpoints: readonly string[]) {
    super(`none of the endpoints ${endpoints.join(', ')} offers ${model}`);
  }
}

export class LockTimeout extends Error {
  override readonly name = 'LockTimeout';
  constructor(lock: string, timeoutMs: number) {
    super(`${lock} was not free within ${timeoutMs} ms`);
  }
}

export class RouterClosed extends Error {
  override readonly name = 'RouterClosed';
  constructor() {
    super('the router has shut down and accepts nothing more');
  }
}

/** What Python raises as `RuntimeError`: a dictionary has another size than when the iteration over it began. */
export class ChangedDuringIteration extends Error {
  override readonly name = 'ChangedDuringIteration';
  constructor() {
    super('dictionary changed size during iteration');
  }
}
