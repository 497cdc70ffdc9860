import { expect, it } from 'vitest';
import { engineKinds, type Kinds } from '../../core/kinds.ts';
import { scenario } from '../../scenario.ts';
import { declaredKinds } from './declared-kinds.ts';

function loaded(id: string, kinds: Kinds) {
  const story = scenario(
    'a story',
    { id: 'x', variants: {} },
    { invariants: [], kinds, run: () => () => [] },
  );
  return { id, scenario: story };
}

const old = { 'stale-price': 'A price was old.' };

it('lists the kinds of engine, oracles and scenarios, and who declares each', () => {
  const kinds = declaredKinds([
    loaded('shop/one', old),
    loaded('shop/two', { ...old, 'a-kind': 'It is first.' }),
  ]);
  expect(kinds[0]).toMatchObject({ from: 'engine' });
  expect(kinds).toContainEqual({ kind: 'deadlock', sentence: engineKinds.deadlock, from: 'engine' });
  expect(kinds).toContainEqual({
    kind: 'lost-row',
    sentence: expect.stringMatching(/^A row/),
    from: 'oracle',
  });
  expect(kinds.slice(-2)).toEqual([
    { kind: 'a-kind', sentence: 'It is first.', from: ['shop/two'] },
    { kind: 'stale-price', sentence: 'A price was old.', from: ['shop/one', 'shop/two'] },
  ]);
});

it('lists a kind that heddle has once, although a scenario declares it again', () => {
  const { deadlock } = engineKinds;
  const kinds = declaredKinds([loaded('shop/one', { deadlock })]).filter(({ kind }) => kind === 'deadlock');
  expect(kinds).toEqual([{ kind: 'deadlock', sentence: deadlock, from: 'engine' }]);
});

it('takes no two meanings for one kind', () => {
  const other = loaded('shop/two', { 'stale-price': 'A price was not fresh.' });
  expect(() => declaredKinds([loaded('shop/one', old), other])).toThrow(
    'The kind \'stale-price\' has two meanings: "A price was old." in shop/one, "A price was not fresh." in shop/two.',
  );
});
