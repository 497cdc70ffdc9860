import { Chalk } from 'chalk';
import type { WriteStream } from 'node:tty';
import { describe, expect, it } from 'vitest';
import { quiet, result } from '../../../reports/fixtures/report.ts';
import { progressOn } from './progress.ts';

function explored(terminal: WriteStream | undefined): string {
  let text = '';
  const style = { paint: new Chalk({ level: 0 }), width: 80 };
  const progress = progressOn({ style, terminal, write: (part) => void (text += part) }, 2);
  progress.begin(0, 'a story · p1');
  progress.advance(500, 1_000);
  progress.end(result());
  progress.begin(1, 'a story · p2');
  progress.end(quiet('p2'));
  progress.close();
  return text;
}

describe('progress', () => {
  it('is a plain line for each scenario where there is no terminal', () => {
    expect(explored(undefined)).toBe(
      'batch-writer/shutdown-while-a-batch-commits: 1 violated, 1 not found · 2,000 schedules in 80 ms\n',
    );
  });

  it('is one line, redrawn and at last erased, on a terminal', () => {
    const text = explored({} as WriteStream);
    expect(text).toContain('50%');
    expect(text).not.toContain('\n');
    expect(text.endsWith('\r\u001b[K')).toBe(true);
  });
});
