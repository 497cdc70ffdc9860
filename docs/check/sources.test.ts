import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { allScenarios } from '../../scenarios/all-scenarios.ts';
import { registry } from '../../scenarios/registry.ts';
import { statedBy } from '../../scenarios/stated.ts';
import { citedIds, comments, namedFiles } from './citations.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const rooms = ['harness', 'systems', 'scenarios', 'reports', 'docs'];
const files = [
  ...readdirSync(root),
  ...rooms.flatMap((room) => readdirSync(`${root}/${room}`, { recursive: true, encoding: 'utf8' })),
];
const names = new Set(files.map((file) => basename(file)));
const page = readFileSync(new URL('../sources.md', import.meta.url), 'utf8');
const ids = [...page.matchAll(/^### (\S+)$/gm)].map(([, id = '']) => id);

interface Cited {
  readonly file: string;
  readonly text: string;
}
const cited: Cited[] = rooms.flatMap((room) =>
  readdirSync(`${root}/${room}`, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(?:ts|mjs)$/.test(path) && !path.startsWith('out/'))
    .flatMap((path) =>
      comments(readFileSync(`${root}/${room}/${path}`, 'utf8')).map((text) => ({
        file: `${room}/${path}`,
        text,
      })),
    ),
);

describe('docs/sources.md', () => {
  it('has every id that a comment cites', () => {
    expect(listed(({ text }) => citedIds(text).filter((id) => !ids.includes(id)))).toEqual([]);
  });

  it('has no id twice, none that nobody cites, and each in its list', () => {
    const used = new Set(cited.flatMap(({ text }) => citedIds(text)));
    expect(ids.filter((id) => !used.has(id) && !sourceNames.some(([, name]) => idOf(name) === id))).toEqual(
      [],
    );
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !page.includes(`](#${id})`))).toEqual([]);
  });

  it('has the address of each source, or says that none is known', () => {
    const sections = page.split(/^### /m).slice(1);
    const silent = sections.filter(
      (section) => !section.includes('\n- Address: ') && !section.includes('Ours.'),
    );
    expect(silent).toEqual([]);
  });

  it('has every source that a variant, a documented figure or a claim names', () => {
    expect(sourceNames.filter(([, name]) => !['ours', 'heddle', ...ids].includes(idOf(name)))).toEqual([]);
  });
});

describe('a comment', () => {
  it('names no file that the repository does not hold', () => {
    expect(listed(({ text }) => namedFiles(text).filter((file) => !names.has(basename(file))))).toEqual([]);
  });

  it('cites nothing that only its author has', () => {
    const unpublished = /\bseeds?[ /]\d{3}\b|\bSYSTEMS\b|\b[Tt]he source document\b/g;
    expect(listed(({ text }) => text.match(unpublished) ?? [])).toEqual([]);
  });
});

const scenarios = await allScenarios();
const sourceNames: (readonly [where: string, name: string])[] = [
  ...registry.flatMap(({ system }) =>
    Object.entries(system.variants).map(([id, { source }]) => [`${system.id}, ${id}`, source] as const),
  ),
  ...[...scenarios].flatMap(([id, { documented }]) =>
    documented === undefined ? [] : [[id, documented.source] as const],
  ),
  ...[...scenarios].flatMap(([id, scenario]) =>
    statedBy(scenario)
      .filter(({ claimed }) => claimed !== undefined)
      .map(({ variant, invariant, source = '' }) => [`${id}, ${variant} · ${invariant}`, source] as const),
  ),
];

/** `batch-writer-pr` of `batch-writer-pr, the fix`. */
function idOf(name: string): string {
  return /^[a-z-]+/.exec(name)?.[0] ?? '';
}

function listed(wrong: (cited: Cited) => readonly string[]): string[] {
  return cited.flatMap((one) => wrong(one).map((what) => `${one.file}: ${what}`));
}
