import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { Report } from '../../../harness/result.ts';
import { htmlReport } from '../report-page.ts';

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

export const isChromiumPresent = existsSync(CHROMIUM);
if (!isChromiumPresent) {
  process.stderr.write(
    `\n*** SKIPPED: the HTML report's browser tests. There is no ${CHROMIUM}; install chromium or set CHROMIUM. ***\n\n`,
  );
}

export const options = { reportPath: 'reports/out/report.json' };

/** How a report is looked at: by default light, with script, 1,200 × 800 pixels. */
export interface OpeningOptions {
  readonly dark?: boolean;
  readonly script?: boolean;
  readonly width?: number;
  readonly height?: number;
}

export interface OpenedReports {
  /** What pages complained of; must be empty at the end of a test. */
  readonly complaints: string[];
  readonly browser: () => Browser;
  /** Opens a report from disk at a place in it. */
  readonly open: (report: Report, hash: string, how?: OpeningOptions) => Promise<Page>;
}

/** A browser for the tests of one `describe`. After each of them no page may have complained, or asked for anything but itself. */
export function openedReports(): OpenedReports {
  let folder: string;
  let browser: Browser;
  const complaints: string[] = [];
  const requests: string[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'heddle-html-'));
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
    });
  });
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
    const others = requests
      .splice(0)
      .filter((url) => !url.startsWith('file:') || !url.includes('index.html'));
    expect(others, 'asks for nothing but itself').toEqual([]);
    expect(complaints.splice(0), 'has nothing to complain of').toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function watch(page: Page): void {
    page.setDefaultTimeout(120_000);
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('dialog', (dialog) => {
      complaints.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('request', (request) => requests.push(request.url()));
  }

  return {
    complaints,
    browser: () => browser,
    async open(report, hash, { dark = false, script = true, width = 1_200, height = 800 } = {}) {
      const file = path.join(folder, 'index.html');
      writeFileSync(file, [...htmlReport(report, options)].join(''));
      const context = await browser.newContext({
        viewport: { width, height },
        colorScheme: dark ? 'dark' : 'light',
        javaScriptEnabled: script,
        permissions: ['clipboard-read', 'clipboard-write'],
      });
      const page = await context.newPage();
      watch(page);
      await page.goto(`${pathToFileURL(file).href}${hash}`);
      return page;
    },
  };
}
