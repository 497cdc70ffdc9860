import { type CheckResult, held, violated } from 'heddle';

export const timerKinds = {
  'timer-left-behind': 'A timer went on running when all that it was set for was over.',
} as const;

/**
 * When all is over no timer runs on: `no-timer-left-behind`.
 * @param lastMs when the run ended: its last timer is its last event
 * @param overAtMs when all was over
 * @param slackMs how much later the last one may be
 */
export function noTimerLeftBehind(lastMs: number, overAtMs: number, slackMs = 1_000): CheckResult {
  if (lastMs <= overAtMs + slackMs) return held('no-timer-left-behind');
  const message = `a timer ran until ${lastMs} ms; all was over at ${overAtMs} ms`;
  return violated('no-timer-left-behind', 'timer-left-behind', message);
}
