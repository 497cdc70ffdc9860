import { Chalk } from 'chalk';
import type { WriteStream } from 'node:tty';
import { describe, expect, it } from 'vitest';
import { quiet, result, surprise } from '../../../reports/fixtures/report.ts';
import type { ScenarioResult } from '../../result.ts';
import { type Progress, progressOn } from './progress.ts';

/** What is written of an exploration of so many verdicts; a second passes with each look at the clock. */
function written(
  terminal: WriteStream | undefined,
  total: number,
  explore: (progress: Progress) => void,
  width = 80,
): string {
  let text = '';
  let atMs = 0;
  const style = { paint: new Chalk({ level: 0 }), width };
  const err = { style, terminal, write: (part: string) => void (text += part) };
  const progress = progressOn(err, total, () => (atMs += 1_000));
  explore(progress);
  progress.close();
  return text;
}

const screen = {} as WriteStream;
const end = (progress: Progress, one: ScenarioResult): void => {
  progress.finish(one);
  progress.tell(one);
};

describe('progress', () => {
  it('is a plain line for each scenario where there is no terminal', () => {
    const text = written(undefined, 2, (progress) => {
      progress.begin('a story · p1');
      progress.advance(0.5);
      end(progress, result());
      progress.begin('a story · p2');
      end(progress, quiet('p2'));
    });
    expect(text).toBe(
      'batch-writer/shutdown-while-a-batch-commits: 1 violated, 1 not found · 2,000 schedules · 2/2 · 1 s\n',
    );
  });

  it('is one line, redrawn and at last erased, on a terminal', () => {
    const text = written(screen, 2, (progress) => {
      progress.begin('a story · p1');
      end(progress, result());
      progress.begin('a story · p2');
    });
    expect(text).toContain(' 50% 1/2 · 2 s');
    expect(text).not.toContain('\n');
    expect(text.endsWith('\r\u001b[K')).toBe(true);
  });

  it('says how long it has taken, what is left, and what was not as expected', () => {
    const text = written(screen, 4, (progress) => {
      for (const name of ['a', 'b']) progress.begin(name);
      end(progress, surprise);
      progress.advance(0);
      progress.begin('c');
    });
    expect(text).toContain(' 25% 1/4 · 4 s, about 12 s left · 1 unexpected · c');
  });

  it('counts what the summary counts: no verdict that does not apply', () => {
    const text = written(screen, 1, (progress) => {
      end(progress, quiet('none', { verdict: 'n/a' }));
      progress.begin('a story · p1');
    });
    expect(text).toContain('  0% 0/1');
  });

  it.each([60, 80])('is shorter than %i columns', (width) => {
    const text = written(
      screen,
      12_345,
      (progress) => {
        for (let i = 0; i < 20; i++) end(progress, surprise);
        for (let i = 0; i < 10; i++)
          progress.begin(`a scenario of a very long name · ${'variant'.repeat(9)}`);
      },
      width,
    );
    for (const line of text.split('\r\u001b[K')) expect(line.length).toBeLessThan(width);
  });
});
