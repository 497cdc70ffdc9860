const nothing = (): void => {};

/** A promise with its resolver: what one waiter awaits and another calls. */
export class Signal {
  #raise: () => void = nothing;
  readonly raised: Promise<void>;

  constructor() {
    this.raised = new Promise<void>((resolve) => {
      this.#raise = resolve;
    });
  }

  raise(): void {
    this.#raise();
  }
}
