import type { WhyNoPassing } from '../passing-run.ts';

const grouped = new Intl.NumberFormat('en-US');

/**
 * @param count how many of all `schedules` that were run fail so
 * @param failsAs in which ways it fails without each one of its exceptions; empty where it has none
 */
export function whyNoPassing(
  signature: string,
  count: number,
  schedules: number,
  failsAs: readonly (readonly string[])[],
): WhyNoPassing {
  if (failsAs.length === 0) {
    const runs = `${grouped.format(count)} of ${grouped.format(schedules)} runs`;
    return { reason: 'prompt', sentence: `It needs no unusual timing: ${runs} fail so.` };
  }
  const others = [...new Set(failsAs.flat())].filter((other) => other !== signature);
  const ways = others.map((other) => `\`${other}\``).join(', ');
  if (failsAs.some((ways) => ways.includes(signature))) {
    const sentence = 'Without any one of its exceptions it still fails.';
    return { reason: 'still', sentence, ...(others.length > 0 && { failsAs: others }) };
  }
  const one = failsAs.length === 1 ? 'its exception' : `any one of its ${failsAs.length} exceptions`;
  return {
    reason: 'otherwise',
    sentence: `Without ${one} it fails in another way: ${ways}.`,
    failsAs: others,
  };
}
