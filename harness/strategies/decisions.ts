/*
 * A decision of a systematic strategy is three numbers: its kind, and two that say what and where. Events are named by
 * creation number and moments by deliveries so far: runs that agree up to a decision agree on both.
 */
export const DECISION_LENGTH = 3;
/** From its turn on, the event is held: for ever, unless it is released. */
export const HOLD = 0;
/** The held event goes next, when so many deliveries were made. */
export const RELEASE = 1;
/** The event, in its turn, suffers the fault of that number on its operation's menu. */
export const FAULT = 2;
/** After so many deliveries, the task at that place among the cancellable ones is cancelled. */
export const CANCELLATION = 3;
/** After so many deliveries, the process crashes. */
export const CRASHING = 4;
/** After so many deliveries, the process at that place among those that can be killed is. */
export const KILLING = 6;
/** The event, in its turn, arrives in one chunk with that other one. */
export const TOGETHER = 5;
