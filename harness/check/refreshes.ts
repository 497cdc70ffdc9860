import type { DamageStep } from '../core/damage-step.ts';
import type { CheckResult } from '../core/finding.ts';
import { counted, held, listed, violated } from './check-result.ts';

export const refreshKinds = {
  'duplicate-refresh': 'More refreshes or fetches ran than there was reason for.',
  'missed-refresh': 'A reason to refresh was forgotten.',
} as const;

/** There were at most as many refreshes as generations that went stale: `refreshes-within-need`. */
export function refreshesWithinNeed(
  refreshes: readonly { readonly step: number }[],
  staleGenerations: number,
): CheckResult {
  if (refreshes.length <= staleGenerations) return held('refreshes-within-need');
  const stale = counted(staleGenerations, 'generation');
  const message = `${counted(refreshes.length, 'refresh', 'refreshes')} for ${stale} that went stale`;
  const last = refreshes[staleGenerations - 1]?.step;
  const surplus = refreshes[staleGenerations]?.step ?? 0;
  return violated('refreshes-within-need', 'duplicate-refresh', message, [
    ...(last === undefined
      ? []
      : [{ role: 'origin', step: last, what: 'the last refresh that there was reason for' } as const]),
    { role: 'no-return', step: surplus, what: 'the first refresh that there was no reason for' },
  ]);
}

/**
 * Every reason to refresh was followed by the begin of a refresh, in its step or later: `no-missed-refresh`.
 * @param reasons by id, with the step at which each arose
 * @param begun steps at which refreshes began
 * @param noticed what shows that it was forgotten, where that is known before the end of the run
 */
export function noMissedRefresh(
  reasons: Iterable<{ readonly id: string; readonly step: number }>,
  begun: Iterable<{ readonly step: number }>,
  noticed?: Pick<DamageStep, 'step' | 'what'>,
): CheckResult {
  let last = -1;
  for (const { step } of begun) last = Math.max(last, step);
  let missed: string[] | undefined;
  let first = Infinity;
  for (const { id, step } of reasons) {
    if (step <= last) continue;
    if (step < first) (missed ??= []).unshift(id);
    else (missed ??= []).push(id);
    first = Math.min(first, step);
  }
  if (missed === undefined) return held('no-missed-refresh');
  const message = `no refresh followed: ${listed(missed)}`;
  return violated('no-missed-refresh', 'missed-refresh', message, [
    { role: 'origin', step: first, what: `a reason to refresh arose: ${missed[0] ?? ''}` },
    ...(noticed === undefined ? [] : [{ role: 'noticed', ...noticed } as const]),
  ]);
}
