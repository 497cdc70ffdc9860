import { describe, expect, it, test } from 'vitest';
import { checkDeclared, checkKinds } from './kinds.ts';

const known = { 'lost-row': 'A row is lost.' };

describe('kinds that are declared', () => {
  it('are in kebab-case, and say what they mean', () => {
    expect(() =>
      checkKinds({ 'stale-price': 'A price was old.', http2: 'It was no HTTP/2.' }, known),
    ).not.toThrow();
    for (const name of ['StalePrice', 'stale_price', 'stale--price', '-stale', 'stale-', '2nd', 'a b', '']) {
      expect(() => checkKinds({ [name]: 'A price was old.' }, known)).toThrow(
        `${JSON.stringify(name)} is no kind of finding: expected a name in kebab-case, as 'stale-price'.`,
      );
    }
    expect(() => checkKinds({ 'stale-price': ' ' }, known)).toThrow(
      "The kind 'stale-price' needs one sentence",
    );
  });

  it('may be known ones, with the same meaning', () => {
    expect(() => checkKinds(known, known)).not.toThrow();
    expect(() => checkKinds({ 'lost-row': 'A quarrel is lost.' }, known)).toThrow(
      'The kind \'lost-row\' means "A row is lost." already; give yours another name.',
    );
    expect(() => checkKinds({ constructor: 'It was not made.' }, known)).not.toThrow();
  });
});

test('a finding is of a kind that is declared; else the error says how to declare it', () => {
  expect(() => checkDeclared('lost-row', known)).not.toThrow();
  expect(() => checkDeclared('stale-price', known)).toThrow(
    "The kind 'stale-price' is not declared: scenario(…, { kinds: { 'stale-price': 'What it means, one sentence.' } })",
  );
  expect(() => checkDeclared('constructor', known)).toThrow("The kind 'constructor' is not declared");
  expect(() => checkDeclared('Stale price', known)).toThrow('"Stale price" is no kind of finding');
  expect(() => checkDeclared(undefined, known)).toThrow('undefined is no kind of finding');
});
