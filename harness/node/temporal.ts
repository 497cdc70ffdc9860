import type { Patches } from '../core/patches.ts';

interface Zoned {
  toPlainDateTime(): unknown;
  toPlainDate(): unknown;
  toPlainTime(): unknown;
}

interface Instant {
  toZonedDateTimeISO(timeZone: unknown): Zoned;
}

/** As much as is needed of what Node has from version 26 on. */
interface TemporalNamespace {
  readonly Now: { timeZoneId(): string };
  readonly Instant: { fromEpochMilliseconds(ms: number): Instant };
}

/** Puts `Temporal.Now` on virtual time, where there is a `Temporal`. */
export function virtualTemporal(patches: Patches, nowMs: () => number): void {
  const { Temporal } = globalThis as { Temporal?: TemporalNamespace };
  if (Temporal === undefined) return;
  const { Now, Instant } = Temporal;
  const instant = (): Instant => Instant.fromEpochMilliseconds(nowMs());
  const zoned = (timeZone: unknown = Now.timeZoneId()): Zoned => instant().toZonedDateTimeISO(timeZone);
  patches.set(Now, {
    instant,
    zonedDateTimeISO: zoned,
    plainDateTimeISO: (timeZone?: unknown) => zoned(timeZone).toPlainDateTime(),
    plainDateISO: (timeZone?: unknown) => zoned(timeZone).toPlainDate(),
    plainTimeISO: (timeZone?: unknown) => zoned(timeZone).toPlainTime(),
  });
}
