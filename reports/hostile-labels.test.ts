import { Chalk } from 'chalk';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import type { Report, ScenarioResult } from '../harness/result.ts';
import { consoleReport } from './console/report.ts';
import { replayText } from './console/replay.ts';
import { lostRows, quiet, report, step } from './fixtures/report.ts';
import { foldTexts } from './fold-texts.ts';
import { annotations } from './github/annotations.ts';
import { stepSummary } from './github/step-summary.ts';
import { htmlReport } from './html/report-page.ts';
import { reportJson } from './json/report-json.ts';
import { junitReport } from './junit/junit-report.ts';
import { onDemand } from './on-demand.ts';
import { tapReport } from './tap/tap-report.ts';

const labels: readonly (readonly [string, string])[] = [
  ['a terminal sequence', '\u001b[2J\u001b]0;title\u0007\u009b31m'],
  ['control characters', '\u0000\u0001\b\t\r\n\f\u007f\u0085'],
  ['bidi overrides', '\u202eright\u202c \u2066left\u2069 \u200f\u061c'],
  ['the end of a script', '</script><script>alert(1)</script><!--'],
  ['markup', `<img src=x onerror='alert(1)'>"&amp;`],
  ['a workflow command', '\r\n::error file=x::boo\n##[error]%0A::stop-commands::x'],
  ['the end of CDATA', ']]><x/>&#0;&unknown;'],
  ['a directive of TAP', ' # SKIP\nnot ok 2 - x\nBail out!\n  ...'],
  ['the end of a fence', '\n```\n````\n~~~\n# heading'],
  ['half a character', 'a\ud800b\udc00'],
  ['what Unicode forbids', '\ufffe\uffff\u2028\u2029\ufeff'],
  ['100 kB in one word', 'x'.repeat(100_000)],
  ['100 kB of backticks', '`'.repeat(100_000)],
  ['100 kB of emoji', '😀'.repeat(50_000)],
];

/** A report in which every text that a run can shape is this one. */
function labelled(label: string): Report {
  const told = {
    ...lostRows,
    message: label,
    cause: `everything was prompt, except: \`${label}\` never completed`,
    clauses: [`\`${label}\` never completed`],
    data: {
      pattern: 'order',
      location: label,
      sentence: label,
      accesses: [1, 4].map((number) => ({
        step: number,
        event: label,
        task: label,
        kind: 'read' as const,
        place: label,
        value: label,
      })),
    } as const,
    invariant: label,
    workload: { [label]: label },
    schedule: [{ type: 'stall', event: label } as const],
    steps: [
      step(1, label, `fetch(${label})#1`, {
        args: label,
        outcome: { type: 'error', error: label },
        heldUntil: label,
        woke: [label],
        locks: [{ lock: label, what: 'acquired', task: label }],
        location: label,
        state: { [label]: label },
      }),
      step(4, label, label),
    ],
    passing: { without: { type: 'stall', event: label } as const, sentence: label, schedule: [], steps: [] },
  };
  const names: Partial<ScenarioResult> = {
    scenario: `${label}/${label}`,
    title: label,
    system: label,
    variant: label,
    reason: label,
  };
  const invariants = [{ id: label, expected: 'holds', verdict: 'violated', reason: label } as const];
  return foldTexts(
    report(
      [
        quiet(label, { ...names, verdict: 'violated', asExpected: false, invariants, findings: [told] }),
        quiet('p1', { ...names, variant: 'p1', verdict: 'n/a' }),
        quiet('p2', { ...names, variant: 'p2', verdict: 'error', asExpected: false }),
        quiet('p3', {
          corpus: [{ file: label, finding: label, status: 'drifted', violates: false, difference: label }],
          measures: { [label]: 3 },
          documented: { source: label, columns: [label], figures: { [label]: label } },
        }),
      ],
      { stopped: label, kinds: { 'lost-row': label } },
    ),
  );
}

const path = 'report.json';
const style = { paint: new Chalk({ level: 0 }), width: 100 };
/** All but the line break: also halves of characters, and what turns the direction of reading. */
const unprintable =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\u{d800}-\u{dfff}]/u;

describe.each(labels)('with %s in every label', (_, label) => {
  const hostile = labelled(label);

  it('the JUnit report is XML, with three cases and nothing else', () => {
    const elements: string[] = [];
    const parser = new SaxesParser();
    parser.on('error', (error) => {
      throw error;
    });
    parser.on('opentag', ({ name }) => elements.push(name));
    const xml = junitReport(hostile, { reportPath: path, fileOf: (scenario) => scenario });
    parser.write(xml).close();
    expect(elements.filter((name) => name === 'testcase')).toHaveLength(4);
    expect([...new Set(elements)].toSorted()).toEqual(
      ['error', 'failure', 'skipped', 'system-out', 'testcase', 'testsuite', 'testsuites'].toSorted(),
    );
    expect(xml.replaceAll('\t', '')).not.toMatch(unprintable);
    expect(xml.length).toBeLessThan(400_000);
  });

  it('the TAP report has a plan, its points, and YAML blocks', () => {
    const text = tapReport(hostile, path);
    expect(text).not.toMatch(unprintable);
    const [version, plan, ...lines] = text.trimEnd().split('\n');
    expect([version, plan]).toEqual(['TAP version 14', '1..4']);
    expect(lines.filter((line) => /^(not )?ok \d/.test(line))).toHaveLength(4);
    for (const line of lines) {
      expect(line).toMatch(/^((not )?ok \d - |  (---|\.\.\.|failures:|\w+: ".*"|  -|    - ".*")$)/);
      const [quoted] = /".*"$/.exec(line.startsWith(' ') ? line : '') ?? [];
      if (quoted !== undefined) expect(JSON.parse(quoted)).toBeTypeOf('string');
      // Only what does not apply is skipped: a hash of the label is no directive.
      if (!line.startsWith(' ')) expect(/(?<!\\)#/.test(line)).toBe(line.startsWith('ok 2 '));
    }
    expect(text.length).toBeLessThan(200_000);
  });

  it('a job log on GitHub gets one command for each result that is not as expected', () => {
    const text = annotations(hostile, path, (scenario) => ({ file: scenario, line: 1 }));
    expect(text).not.toMatch(unprintable);
    const lines = text.trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    for (const line of lines) expect(line).toMatch(/^::error file=[^:,]*,line=1,title=[^:,]*::/);
    expect(text.length).toBeLessThan(200_000);
  });

  it('the step summary holds no markup of the label, and no fence that it ends', () => {
    const text = stepSummary(hostile, path);
    expect(text).not.toMatch(unprintable);
    let fence = '';
    for (const line of text.split('\n')) {
      const [ticks] = /^`{3,}/.exec(line) ?? [''];
      if (fence === '' && ticks !== '') fence = ticks;
      else if (fence !== '' && line === fence) fence = '';
      else if (fence === '') expect(line).not.toMatch(/<(?!br>)/);
    }
    expect(fence).toBe('');
  });

  it('the page holds no element of the label, and data that can be read', () => {
    const text = [...htmlReport(hostile, { reportPath: path })].join('');
    const own = text.replace(/<script>[\s\S]*?<\/script>/, '').replace(/<style>[\s\S]*?<\/style>/, '');
    expect(own.replaceAll(/[\t\r]/g, '')).not.toMatch(unprintable);
    expect(own).not.toMatch(/<img|<x|<!--|alert\(1\)<\/script>/);
    expect(own.match(/<script/g)).toHaveLength(6);
    expect(own.match(/<\/script>/g)).toHaveLength(6);
    const [, summary = ''] = /<script type="application\/json" id="summary">(.*?)<\/script>/.exec(own) ?? [];
    expect(JSON.parse(summary)).toHaveProperty('results');
    expect(text.length).toBeLessThan(1_000_000);
  });

  it('the terminal gets no sequence and no line without end', () => {
    const text = [false, true]
      .map((verbose) => consoleReport(hostile, { json: path }, style, verbose))
      .join('');
    expect(text).not.toMatch(unprintable);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThan(30_000);
    const [result] = hostile.results;
    const [finding = lostRows] = result?.findings ?? [];
    const replayed = replayText(
      {
        scenario: label,
        title: label,
        variant: label,
        workload: finding.workload,
        status: 'diverged',
        damages: [label],
        divergence: label,
        violatingStep: 4,
        cause: finding.cause,
        clauses: finding.clauses,
        ...(finding.data !== undefined && { data: finding.data }),
        steps: finding.steps,
      },
      40,
      style,
    );
    expect(replayed).not.toMatch(unprintable);
  });

  it('report.json keeps it as it is', () => {
    expect(JSON.parse([...reportJson(hostile)].join(''))).toEqual(hostile);
  });
});

it('folds the middle of a long text only, and leaves all else as it was', () => {
  const short = { a: ['x', { b: 'y' }], c: 3 };
  expect(foldTexts(short)).toBe(short);
  const long = { kept: short, text: `begin${'x'.repeat(100_000)}end` };
  const { kept, text } = foldTexts(long);
  expect(kept).toBe(short);
  expect(text).toMatch(/^beginx+ … 96008 characters more … x+end$/);
});

it('folds what is read on demand when it is read, each time', () => {
  let times = 0;
  const steps = (): readonly string[] => {
    times += 1;
    return ['x'.repeat(100_000)];
  };
  const folded = foldTexts([
    onDemand({ kind: 'k', steps: [''] as readonly string[], last: 1 }, 'steps', steps),
  ]);
  expect(times).toBe(0);
  expect([folded[0]?.steps[0]?.length, folded[0]?.steps[0]?.length]).toEqual([4_027, 4_027]);
  expect(times).toBe(2);
  expect(Object.keys(folded[0] ?? {})).toEqual(['kind', 'steps', 'last']);
});
