import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isLeftOver, publish, tidy } from './publish.ts';
import { UnwritableError } from './unwritable.ts';
import { writeWhole } from './write-whole.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'heddle-publish-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const shown = (file: string): string => path.basename(file);
const read = (name: string): string => readFileSync(path.join(folder, name), 'utf8');
const set = (text: string): { name: string; text: string }[] =>
  ['index.html', 'report.json'].map((name) => ({ name, text }));

describe('a set of files', () => {
  it('appears together, replaces the earlier one, and leaves nothing beside it', () => {
    publish(folder, set('old'), shown);
    publish(folder, set('new'), shown);
    expect(readdirSync(folder).toSorted()).toEqual(['index.html', 'report.json']);
    expect([read('index.html'), read('report.json')]).toEqual(['new', 'new']);
  });

  it('does not appear in part where one file cannot: the earlier ones are as they were', () => {
    publish(folder, set('old').slice(0, 1), shown);
    mkdirSync(path.join(folder, 'report.json'));
    const act = (): void => publish(folder, set('new'), shown);
    expect(act).toThrow(UnwritableError);
    expect(act).toThrow('Cannot write report.json: there is a folder of that name: remove it (EISDIR).');
    expect(read('index.html')).toBe('old');
    expect(isLeftOver(folder)).toBe(false);
  });

  it('does not appear where a text cannot be made, which is no fault of the disk', () => {
    publish(folder, set('old'), shown);
    const broken = function* (): Generator<string> {
      yield 'ne';
      throw new TypeError('not a function');
    };
    expect(() => publish(folder, [{ name: 'index.html', text: broken() }], shown)).toThrow(TypeError);
    expect(readdirSync(folder).toSorted()).toEqual(['index.html', 'report.json']);
    expect(read('index.html')).toBe('old');
  });

  it('is forgotten where its writer was ended before the last file was whole', () => {
    publish(folder, set('old'), shown);
    mkdirSync(path.join(folder, '.heddle-writing'));
    writeFileSync(path.join(folder, '.heddle-writing/000-index.html'), 'ne');
    expect(isLeftOver(folder)).toBe(true);
    tidy(folder);
    expect(readdirSync(folder).toSorted()).toEqual(['index.html', 'report.json']);
    expect(read('index.html')).toBe('old');
  });

  it('appears in whole where its writer was ended while it renamed', () => {
    publish(folder, set('old'), shown);
    const ready = path.join(folder, '.heddle-ready');
    mkdirSync(ready);
    for (const name of ['000-index.html', '001-report.json']) writeFileSync(path.join(ready, name), 'new');
    renameSync(path.join(ready, '000-index.html'), path.join(folder, 'index.html'));
    tidy(folder);
    expect([read('index.html'), read('report.json')]).toEqual(['new', 'new']);
    expect(existsSync(ready)).toBe(false);
  });

  it('names the folder where that is gone', () => {
    rmSync(folder, { recursive: true });
    expect(() => publish(folder, set('new'), shown)).toThrow('its folder is gone (ENOENT)');
  });
});

describe('a file written whole', () => {
  it('replaces the earlier one, in a folder that it makes', () => {
    const file = path.join(folder, 'a/b.json');
    writeWhole(file, 'old');
    writeWhole(file, 'new');
    expect(readFileSync(file, 'utf8')).toBe('new');
    expect(readdirSync(path.dirname(file))).toEqual(['b.json']);
  });

  it('leaves the earlier one, and nothing else, on an error', () => {
    mkdirSync(path.join(folder, 'b.json'));
    expect(() => writeWhole(path.join(folder, 'b.json'), 'new')).toThrow('EISDIR');
    expect(readdirSync(folder)).toEqual(['b.json']);
  });
});
