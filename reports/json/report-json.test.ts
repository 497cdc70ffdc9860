import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import {
  explained,
  lostRows,
  quiet,
  races,
  readBeforeWrite,
  report,
  result,
  surprise,
  toldInFull,
  tornApart,
} from '../fixtures/report.ts';
import type { Report } from '../../harness/result.ts';
import { verdicts } from '../../harness/verdict.ts';
import { reportJson } from './report-json.ts';

interface Schema {
  readonly $defs: {
    readonly verdict: { readonly enum: string[] };
  };
}
const schema = JSON.parse(readFileSync(new URL('schema.json', import.meta.url), 'utf8')) as Schema;
const validate = new Ajv2020({
  strict: true,
  strictRequired: false,
  strictTypes: false,
  allErrors: true,
}).compile(schema);

const textOf = (content: Report): string => [...reportJson(content)].join('');

describe('report.json', () => {
  const full = report([
    result(),
    result({ findings: [explained, toldInFull, { ...lostRows, data: tornApart }] }),
    surprise,
    quiet('raced', { races }),
    quiet('hardened'),
    quiet('reduced', {
      verdict: 'exhausted',
      exploration: {
        ...quiet('').exploration,
        reduced: {
          runs: 452,
          blocked: 31,
          standsFor: 10_870,
          workloads: 6,
          time: 'constraints',
          audited: 2,
          swapped: 41,
        },
      },
    }),
    quiet('unfinished', {
      exploration: {
        ...quiet('').exploration,
        reduced: {
          runs: 3,
          blocked: 57,
          workloads: 0,
          time: 'clock',
          whyClock: '`writer: start#1` asks what time it is',
          unfinished: '60 runs were not all',
          audited: 0,
          swapped: 0,
        },
      },
    }),
    quiet('noop', { verdict: 'n/a', reason: 'by design' }),
    quiet('kept', {
      corpus: [
        { file: 'a.json', finding: 'k/i', status: 'drifted', violates: false, difference: 'step 3: …' },
      ],
    }),
  ]);

  it('reads back as the report that it was made of', () => {
    expect(JSON.parse(textOf(full))).toEqual(full);
  });

  it('keeps to its schema', () => {
    validate(JSON.parse(textOf(full)));
    expect(validate.errors ?? []).toEqual([]);
  });

  it.each([
    ['a verdict that is not one', { ...full, results: [{ ...result(), verdict: 'passed' }] }],
    [
      'a finding without a cause',
      { ...full, results: [{ ...result(), findings: [{ ...result().findings[0], cause: undefined }] }] },
    ],
    ['wall-clock time outside of timing', { ...full, results: [{ ...result(), durationMs: 3 }] }],
    [
      'a kind that is not in kebab-case',
      { ...full, results: [{ ...result(), findings: [{ ...result().findings[0], kind: 'Lost row' }] }] },
    ],
    [
      'a cause in data that names no access',
      {
        ...full,
        results: [{ ...result(), findings: [{ ...explained, data: { ...readBeforeWrite, accesses: [] } }] }],
      },
    ],
    ['another version', { ...full, schemaVersion: 2 }],
  ])('is refused by its schema with %s', (_, wrong) => {
    expect(validate(JSON.parse(JSON.stringify(wrong)))).toBe(false);
  });

  it('may be one of several shards, and cut short', () => {
    const shard = { index: 1, count: 2, of: 8, list: 'abc' };
    validate(JSON.parse(textOf({ ...full, shard, stopped: '--bail: 4 of 8 ran.' })));
    expect(validate.errors ?? []).toEqual([]);
  });

  it('may have kinds that nobody has heard of, and says what each means', () => {
    const finding = { ...result().findings[0], kind: 'stale-price' };
    const own = { ...full, results: [{ ...result(), findings: [finding] }] };
    const kinds = { 'stale-price': 'A price was old.' };
    expect(validate({ ...own, kinds })).toBe(true);
    expect(validate({ ...own, kinds: { 'Stale price': 'A price was old.' } })).toBe(false);
    expect(validate({ ...own, kinds: { 'stale-price': '' } })).toBe(false);
  });

  it('of the first version, which explains no kinds, keeps to its schema too', () => {
    const { kinds: _, ...first } = full;
    validate(JSON.parse(JSON.stringify(first)));
    expect(validate.errors ?? []).toEqual([]);
  });

  it('has a schema that knows every verdict', () => {
    expect(schema.$defs.verdict.enum.toSorted()).toEqual([...verdicts].toSorted());
  });
});
