import { request } from 'node:http';
import { networkInterfaces } from 'node:os';
import { type Browser, chromium } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { hostile, quiet, result, surprise } from '../../../reports/fixtures/report.ts';
import { isChromiumPresent } from '../../../reports/html/client/opened-reports.fixture.ts';
import { seriousOf } from '../../../reports/html/client/serious-of.fixture.ts';
import { LiveExploration } from './live-exploration.ts';
import { type LiveServer, serveLive } from './live-server.ts';

let server: LiveServer | undefined;
afterEach(() => server?.close());

async function served(live = new LiveExploration(4)): Promise<string> {
  server = await serveLive(0, () => live.state);
  return server.url;
}

/** What is answered to a request of that method, by the name of that host. */
function asked(url: string, method: string, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.on('error', reject);
    sent.end();
  });
}

describe('the page of an exploration that runs', () => {
  it('is there on the loopback interface alone, with a policy that allows its own script only', async () => {
    const url = await served();
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    const { headers, status } = await fetch(url);
    expect(status).toBe(200);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|\*|http/);
    const others = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4');
    for (const { address } of others) {
      await expect(fetch(url.replace('127.0.0.1', address))).rejects.toThrow();
    }
  });

  it('is read only, and is not there by the name of another site', async () => {
    const url = await served();
    const { host } = new URL(url);
    for (const method of ['POST', 'PUT', 'DELETE']) expect(await asked(url, method, host)).toBe(405);
    expect(await asked(url, 'GET', 'attacker.example')).toBe(403);
    expect(await asked(`${url}etc/passwd`, 'GET', host)).toBe(404);
  });

  it('says in one line that a port is taken', async () => {
    const { port } = new URL(await served());
    await expect(serveLive(Number(port), () => new LiveExploration(0).state)).rejects.toThrow(
      /^--serve: port \d+ is not to be had \(EADDRINUSE\); --serve takes any\.$/,
    );
  });

  it('adds up what has come to its end, unexpected failures first', () => {
    const live = new LiveExploration(3);
    for (const one of [surprise, result(), quiet('p2'), quiet('none', { verdict: 'n/a' })]) live.finish(one);
    expect(live.state).toMatchObject({
      total: 3,
      finished: 3,
      unexpected: 1,
      found: 2,
      discovery: [
        [1_000, 321],
        [2_000, 642],
        [3_000, 963],
      ],
      strategies: [{ name: 'prompt', schedules: 3, fresh: 3, failing: 0 }],
    });
    expect(live.state.failures.map(({ expected }) => expected)).toEqual([false, true]);
  });

  it('stays small, however long the exploration', () => {
    const live = new LiveExploration(5_000);
    for (let n = 0; n < 5_000; n++) live.finish(result());
    expect(live.state.discovery.length).toBeLessThanOrEqual(400);
    expect(live.state.discovery.at(-1)?.[0]).toBeGreaterThan(4_900_000);
    expect(live.state.failures).toHaveLength(50);
    expect(live.state.found).toBe(5_000);
  });
});

function launched(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
}

describe.skipIf(!isChromiumPresent)('in a browser', () => {
  it('shows failures as they come, hostile text inert, and says when the command has ended', async () => {
    const live = new LiveExploration(3);
    const url = await served(live);
    const browser = await launched();
    try {
      const page = await browser.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.goto(url);
      await page.getByText('0 of 3 verdicts').waitFor();
      live.finish(result());
      await page.getByText('1 of 3 verdicts').waitFor();
      await page.getByRole('img', { name: '321 distinct orderings after 1,000 schedules' }).waitFor();
      live.finish(surprise);
      await page.getByText('1 not as expected').waitFor();
      const first = page.locator('table.failures tbody tr').first();
      expect(await first.getAttribute('class')).toBe('unexpected');
      expect(await first.innerText()).toContain(hostile.slice(0, '</script><img'.length));
      expect(await page.locator('main img').count()).toBe(0);
      expect(complaints).toEqual([]);
      server?.close();
      await page.getByRole('heading', { name: 'the command has ended' }).waitFor();
    } finally {
      await browser.close();
    }
  });

  it.each([1_440, 1_024, 390])(
    'is without a serious finding of axe at %i pixels, light, dark and printed, and fits',
    async (width) => {
      const live = new LiveExploration(4);
      for (const one of [result(), surprise, quiet('p2')]) live.finish(one);
      const url = await served(live);
      const browser = await launched();
      try {
        // Its policy keeps out what is not its own, axe, too.
        const page = await browser.newPage({ viewport: { width, height: 900 }, bypassCSP: true });
        await page.goto(url);
        await page.getByText('3 of 4 verdicts').waitFor();
        for (const how of [
          { colorScheme: 'light' },
          { colorScheme: 'dark' },
          { colorScheme: 'light', media: 'print' },
        ] as const) {
          await page.emulateMedia(how);
          expect(await seriousOf(page), JSON.stringify(how)).toEqual([]);
          expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
        }
      } finally {
        await browser.close();
      }
    },
  );
});
