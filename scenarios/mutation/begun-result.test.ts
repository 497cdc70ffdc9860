import { expect, test } from 'vitest';
import type { Mutation } from './mutants.ts';
import type { Judgement, MutationResult } from './result.ts';
import { scoreOf } from './result.ts';
import { begunResult } from './results.ts';

const subject = { name: 'sample', folder: 'systems/sample/', judges: [] };
const file = 'systems/sample/hardened.ts';
const code = new Map([[file, 'export const a = 1;']]);
const mutations = ['x', 'y', 'z'].map((original, i): Mutation => ({
  id: String(i),
  file,
  line: i + 1,
  mutator: 'Sample',
  original,
  replacement: '',
}));
const judgements: readonly Judgement[] = [
  { outcome: 'killed', scenario: 'sample/story', finding: 'no-lost-rows' },
  { outcome: 'survived', runs: 1_000, isReached: true },
  { outcome: 'equivalent', reason: 'nobody reads it' },
];

const begun = (
  scenarios: string,
  earlier?: MutationResult,
  texts: ReadonlyMap<string, string> = code,
  why: (mutation: Mutation) => string | undefined = ({ original }) =>
    original === 'z' ? 'nobody reads it' : undefined,
): Promise<MutationResult> => begunResult(subject, scenarios, texts, mutations, why, earlier);

const outcomesOf = ({ files }: MutationResult): readonly string[] =>
  files.flatMap(({ mutants }) => mutants.map(({ judgement }) => judgement.outcome));

async function judged(): Promise<MutationResult> {
  const result = await begun('before');
  const withJudgements = result.files.map((one) => ({
    ...one,
    mutants: one.mutants.map((mutant, i) => ({ ...mutant, judgement: judgements[i] ?? mutant.judgement })),
  }));
  return { ...result, files: withJudgements };
}

test('at first nothing is judged', async () => {
  expect(outcomesOf(await begun('before'))).toEqual(['not judged', 'not judged', 'not judged']);
});

test('where nothing changed all is kept', async () => {
  expect(outcomesOf(await begun('before', await judged()))).toEqual(['killed', 'survived', 'equivalent']);
});

test('where the scenarios changed survivors are judged again', async () => {
  expect(outcomesOf(await begun('after', await judged()))).toEqual(['killed', 'not judged', 'not judged']);
});

test('where the code of a file changed all its mutants are judged again', async () => {
  const changed = new Map([[file, 'export const a = 2;']]);
  expect(new Set(outcomesOf(await begun('before', await judged(), changed)))).toEqual(
    new Set(['not judged']),
  );
});

test('a survivor of which it is known by now why nobody could notice it is equivalent, and no other is', async () => {
  const why = ({ original }: Mutation): string | undefined => (original === 'y' ? 'a default' : undefined);
  const { files } = await begun('before', await judged(), code, why);
  expect(files[0]?.mutants[1]?.judgement).toEqual({ outcome: 'equivalent', reason: 'a default' });
  expect(files[0]?.mutants[2]?.judgement).toEqual({ outcome: 'not judged' });
});

test('the score is of those that somebody judged and could notice', async () => {
  expect(scoreOf(await judged())).toMatchObject({ killed: 1, survived: 1, equivalent: 1, percent: 50 });
  expect(scoreOf(await begun('before'))).toMatchObject({ notJudged: 3, percent: 0 });
});
