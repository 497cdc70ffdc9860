import fs from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { failing } from '../../core/failing.fixture.ts';
import { simulate } from '../../program/simulate.ts';

test('what one task writes another reads, and the disk has nothing of it', async () => {
  let text = '';
  const run = await simulate(
    (sim) => {
      sim.task('writer', () => writeFile('/data/file', 'content'));
      sim.task('reader', async () => (text = await readFile('/data/file', 'utf8')), { late: true });
      return () => {
        expect(sim.files.tree()).toEqual({ '/data/file': 'content', '/data/other': '' });
        return [];
      };
    },
    { node: { files: { '/data/other': '' } } },
  );
  expect([run.findings, text]).toEqual([[], 'content']);
  expect(run.delivered.map((event) => run.idOf(event))).toContain('writer: fs.open(/data/file)#1');
  expect(fs.existsSync('/data/file')).toBe(false);
});

test('a fault of the menu is an error of the system, in the shape that Node gives it', async () => {
  const errors: unknown[] = [];
  await simulate(
    (sim) => {
      sim.task('writer', () => writeFile('/file', 'content').catch((error: unknown) => errors.push(error)));
    },
    {
      node: true,
      menu: { 'fs.open': ['EIO'] },
      picker: failing('fs.open', 'EIO'),
    },
  );
  expect(errors).toMatchObject([
    { code: 'EIO', syscall: 'open', path: '/file', message: "EIO: i/o error, open '/file'" },
  ]);
});

test('a short write does half, which Node goes on after', async () => {
  const run = await simulate(
    (sim) => {
      sim.task('writer', () => writeFile('/file', 'content'));
      return () => {
        expect(sim.files.read('/file')).toBe('content');
        return [];
      };
    },
    { node: true, menu: { 'fs.write': ['short'] }, picker: failing('fs.write', 'short') },
  );
  expect(run.findings).toEqual([]);
  const written = run.delivered.filter(({ type }) => type.name === 'fs.write');
  // Of 7 bytes: 3, 2, 1 and 1.
  expect(written.length).toBe(4);
});

test.each([
  [{ 'fs.write': ['EIOO'] }, "The fault menu has 'EIOO' for fs.write, which is no error of the system"],
  [
    { 'fs.open': ['short'] },
    "The fault menu has 'short' for fs.open; only fs.read and fs.write can be short.",
  ],
])('what no call can have as a fault is refused: %j', async (menu, message) => {
  await expect(simulate(() => {}, { node: true, menu })).rejects.toThrow(message);
});
