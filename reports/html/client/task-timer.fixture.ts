import type { CDPSession, Page } from 'playwright-core';

// Both measure the milliseconds that the page's own thread works, script, style and layout together: others who share
// the machine do not count.

export async function taskTimer(page: Page): Promise<(work: () => Promise<unknown>) => Promise<number>> {
  const session = await timedSession(page);
  return async (work) => {
    const before = await taskMs(session);
    await work();
    return (await taskMs(session)) - before;
  };
}

/** Opens the page again from its file: that begins to count anew. */
export async function reloadMs(page: Page, shown: () => Promise<unknown>): Promise<number> {
  const session = await timedSession(page);
  await page.reload();
  await shown();
  const ms = await taskMs(session);
  await session.detach();
  return ms;
}

async function timedSession(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return session;
}

async function taskMs(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return 1_000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN);
}
