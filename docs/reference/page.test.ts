import { expect, test } from 'vitest';
import { referencePage } from './page.ts';

test('exports come by name, each with its declaration, its docstring and its members', () => {
  const page = referencePage('heddle', [
    {
      kind: 'Interface',
      name: 'Row',
      docComment: '/** A row. */',
      excerptTokens: [{ text: 'export interface Row ' }],
      members: [
        {
          kind: 'PropertySignature',
          name: 'step',
          docComment: '/** From 1. */',
          excerptTokens: [{ text: 'readonly step: ' }, { text: 'number' }, { text: ';' }],
        },
      ],
    },
    {
      kind: 'Function',
      name: 'held',
      docComment: '/**\n * It holds.\n *\n * @param id - of the invariant\n */',
      excerptTokens: [{ text: 'export declare function held(id: string): void;' }],
    },
  ]);
  expect(page.slice(page.indexOf('[held]'))).toBe(
    [
      '[held](#held) · [Row](#row)',
      '## held\n\n```ts\nfunction held(id: string): void\n```\n\nIt holds.\n\n- `id`: of the invariant',
      '## Row\n\n```ts\ninterface Row\n```\n\nA row.\n\n- `readonly step: number`: From 1.\n',
    ].join('\n\n'),
  );
});

test('what api-extractor makes up of a constructor is not shown', () => {
  const page = referencePage('heddle', [
    {
      kind: 'Class',
      name: 'Log',
      docComment: '/** Knows. */',
      excerptTokens: [{ text: 'export declare class Log ' }],
      members: [
        {
          kind: 'Constructor',
          docComment: '/**\n * Constructs a new instance of the `Log` class\n */\n',
          excerptTokens: [{ text: 'constructor(sim: Sim);' }],
        },
      ],
    },
  ]);
  expect(page.endsWith('Knows.\n\n- `constructor(sim: Sim)`\n')).toBe(true);
});
