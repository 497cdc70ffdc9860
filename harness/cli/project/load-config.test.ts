import { describe, expect, it } from 'vitest';
import { defineConfig } from '../options/define-config.ts';
import { readConfig } from './load-config.ts';

describe('heddle.config.ts', () => {
  it('sets options by their names in camel case', () => {
    const config = defineConfig({
      runs: 50,
      seed: 'random',
      timeLimit: '5m',
      bail: true,
      reporter: ['default', 'junit'],
      outputDir: 'out',
      workers: 2,
    });
    expect(readConfig(config, 'heddle.config.ts')).toEqual({
      runs: 50,
      seed: 'random',
      'time-limit': 300_000,
      bail: 1,
      reporter: ['default', 'junit'],
      'output-dir': 'out',
      workers: '2',
    });
  });

  it('is checked by the compiler', () => {
    // @ts-expect-error -- a word that is no reporter
    defineConfig({ reporter: ['jnit'] });
    // @ts-expect-error -- an option of one call only
    defineConfig({ grep: 'x' });
    // @ts-expect-error -- text for a number
    defineConfig({ runs: '5' });
    expect(defineConfig({ runs: 5 })).toEqual({ runs: 5 });
  });

  it('takes false for a limit that is not set', () => {
    expect(readConfig({ bail: false }, 'f')).toEqual({});
  });

  it.each([
    [{ runz: 5 }, 'f has an unknown key "runz". Did you mean "runs"?'],
    [{ 'output-dir': 'x' }, 'Did you mean "outputDir"?'],
    [{ runs: '5' }, 'f: runs takes a number, but "5" was given.'],
    [{ runs: 0 }, 'f: runs takes a whole number from 1 up, but "0" was given.'],
    [{ runs: 1.5 }, 'a whole number'],
    [{ reporter: 'junit' }, 'f: reporter takes a list of words'],
    [{ reporter: ['jnit'] }, 'f: reporter does not know "jnit". Did you mean "junit"?'],
    [{ timeLimit: 'soon' }, 'f: timeLimit takes seconds'],
    [{ bail: 'yes' }, 'f: bail takes a number, true or false'],
    [{ outputDir: 5 }, 'f: outputDir takes text'],
    [{ workers: true }, 'f: workers takes a number or text'],
    // What is asked of one call only.
    [{ grep: 'x' }, 'unknown key "grep"'],
    [[], 'f exports no configuration'],
    [undefined, 'f exports no configuration'],
  ])('%j is refused: %s', (config, message) => {
    expect(() => readConfig(config, 'f')).toThrow(message);
  });
});
