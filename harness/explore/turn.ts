/** A strategy's share of an exploration. */
export interface Turn {
  /** Makes one run; false when there is none left. */
  next(): boolean;
}
