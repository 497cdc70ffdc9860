import { Chalk } from 'chalk';
import { expect, it } from 'vitest';
import { quiet, races, report } from '../fixtures/report.ts';
import { consoleReport } from './report.ts';
import { racesSection } from './races-section.ts';

const style = { paint: new Chalk({ level: 0 }), width: 100 };

it('races are listed for a reviewer, those that break something first, each place once', () => {
  const all = report([quiet('p1', { races }), quiet('p2', { races: races.slice(0, 1) })]);
  expect(racesSection(all, style)).toEqual([
    'Races: 2 pairs for a reviewer to look at; no verdicts',
    'In a run that passes, a task looks and acts later. Nothing keeps another from writing in between:',
    'here is what that did.',
    '',
    'writer reads usage_logs and writes it in a later step; nothing keeps producer from writing it in',
    'between',
    '  brought in between: no-lost-rows broke: lost 1 of 1 row: r1',
    '  batch-writer/shutdown-while-a-batch-commits · p1',
    '',
    'writer reads BatchWriter.#batch (batch-writer.ts:18) and writes it in a later step',
    '(batch-writer.ts:24); nothing keeps sigterm from writing it (batch-writer.ts:31) in between',
    '  brought in between: nothing was violated',
    '  batch-writer/shutdown-while-a-batch-commits · p1, and 1 more',
    '  replay: npx heddle replay hd1.RaCe-1',
  ]);
});

it('nothing is said of races where nobody asked, and that there are none where somebody did', () => {
  const paths = { json: 'report.json' };
  expect(consoleReport(report([quiet('p1')]), paths, style)).not.toContain('Races');
  expect(consoleReport(report([quiet('p1', { races: [] })]), paths, style)).toContain(
    'Races: none seen in the runs that pass',
  );
});

it('races cost no verdict', () => {
  const text = consoleReport(report([quiet('p1', { races })]), { json: 'report.json' }, style);
  expect(text).toContain('the verdict is as expected');
});
