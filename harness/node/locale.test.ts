import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const fixture = fileURLToPath(new URL('locale.fixture.ts', import.meta.url));

test('the locale of a run is en-US, and its time zone UTC, on a machine that has others', () => {
  const env = { ...process.env, LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8', TZ: 'Asia/Tokyo' };
  const printed = execFileSync(process.execPath, ['--import', 'tsx', fixture], { env, encoding: 'utf8' });
  const { outside, inside } = JSON.parse(printed) as Record<'outside' | 'inside', Record<string, unknown>>;
  expect(outside).toMatchObject({ number: '1.234,5', timeZone: 'Asia/Tokyo' });
  expect(inside).toEqual({
    dateTimeFormat: 'en-US',
    timeZone: 'UTC',
    numberFormatCalled: '1,234.5',
    collator: 'en-US',
    relativeTimeFormat: '1 day ago',
    listFormat: 'a and b',
    pluralRules: 'en',
    segmenter: 'en-US',
    derived: '1,234.5',
    given: 'fr',
    date: '1/1/1970',
    number: '1,234.5',
    bigint: '1,234',
    array: '1,234.5,5',
    order: 'äz',
  });
});
