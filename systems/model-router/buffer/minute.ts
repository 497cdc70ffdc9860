const minuteLengthMs = 60_000;

/** The begin of the current minute, in milliseconds since the epoch. */
export function currentMinuteMs(): number {
  return Math.floor(Date.now() / minuteLengthMs) * minuteLengthMs;
}
