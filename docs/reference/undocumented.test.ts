import { expect, test } from 'vitest';
import type { ApiItem } from './api-item.ts';
import { undocumented } from './undocumented.ts';

const comment = '/** Says what. */';
const token = (text: string): Pick<ApiItem, 'excerptTokens'> => ({ excerptTokens: [{ text }] });

test('exports and members without a docstring are named with their file', () => {
  const items: ApiItem[] = [
    { kind: 'TypeAlias', name: 'Key', fileUrlPath: 'dist/harness/world/table.d.ts' },
    {
      kind: 'Interface',
      name: 'Row',
      docComment: comment,
      fileUrlPath: 'dist/harness/world/table.d.ts',
      members: [
        { kind: 'PropertySignature', name: 'id', docComment: '', ...token('readonly id: string;') },
        { kind: 'PropertySignature', name: 'step', docComment: comment, ...token('readonly step: number;') },
      ],
    },
  ];
  expect(undocumented(items)).toEqual(['harness/world/table.ts: Key', 'harness/world/table.ts: Row.id']);
});

test('an empty docstring is none', () => {
  const item = {
    kind: 'Function',
    name: 'f',
    docComment: '/**\n *\n */\n',
    fileUrlPath: 'dist/harness/a.d.ts',
  };
  expect(undocumented([item])).toEqual(['harness/a.ts: f']);
});

test('of a constructor its class speaks, and the name of an error speaks for itself', () => {
  const members: ApiItem[] = [
    { kind: 'Constructor', docComment: '', ...token('constructor(sim: Sim);') },
    { kind: 'Property', name: 'name', docComment: '', ...token('readonly name = "UsageError";') },
    { kind: 'Property', name: 'name', docComment: '', ...token('readonly name: string;') },
  ];
  const item = { kind: 'Class', name: 'C', docComment: comment, fileUrlPath: 'dist/harness/a.d.ts', members };
  expect(undocumented([item])).toEqual(['harness/a.ts: C.name']);
});

test('a `type` of one word tells an interface from the others of its union', () => {
  const members: ApiItem[] = [
    { kind: 'PropertySignature', name: 'type', docComment: '', ...token("readonly type: 'hold';") },
    { kind: 'PropertySignature', name: 'type', docComment: '', ...token('readonly type: string;') },
  ];
  const item = { kind: 'Interface', name: 'Hold', docComment: comment, fileUrlPath: 'dist/harness/a.d.ts' };
  expect(undocumented([{ ...item, members: members.slice(0, 1) }])).toEqual([]);
  expect(undocumented([{ ...item, members }])).toEqual(['harness/a.ts: Hold.type']);
});
