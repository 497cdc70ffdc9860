import type { Expectation, Expectations, ReasonedExpectation } from 'heddle';

type ByInvariant<T> = Readonly<Record<string, Readonly<Record<string, T>>>>;

/** Which variants violate an invariant, by invariant, in the form of a scenario's `expect`. The others hold it. */
export function violatedBy(
  variantsOf: Readonly<Record<string, readonly string[]>>,
): ByInvariant<Expectation> {
  const expected: Record<string, Record<string, Expectation>> = {};
  for (const [invariant, variants] of Object.entries(variantsOf)) {
    for (const variant of variants) (expected[variant] ??= {})[invariant] = 'violated';
  }
  return expected;
}

/**
 * Expectations with the reasons that there are; what has none is known only because it was seen.
 * @param reasons by invariant: why whoever breaks it must, or by variant
 */
export function reasoned(
  expected: ByInvariant<Expectation>,
  reasons: Readonly<Record<string, string | Readonly<Record<string, string>>>>,
): ByInvariant<Expectation | ReasonedExpectation> {
  const withReason = (variant: string, invariant: string, expectation: Expectation) => {
    const said = reasons[invariant];
    const because = typeof said === 'string' ? said : said?.[variant];
    return because === undefined ? expectation : { expected: expectation, because };
  };
  return mapped(expected, withReason);
}

/** The same reason for several variants. */
export function inEach(variants: readonly string[], because: string): Readonly<Record<string, string>> {
  return Object.fromEntries(variants.map((id) => [id, because]));
}

/**
 * Claims of one source, in the form of a scenario's `claims`.
 * @param source its id in docs/sources.md, and the place: `batch-writer-pr, The bug`
 */
export function claimedIn(
  source: string,
  claims: ByInvariant<Expectation>,
): NonNullable<Expectations['claims']> {
  return mapped(claims, (_variant, _invariant, claimed) => ({ claimed, source }));
}

function mapped<From, To>(
  table: ByInvariant<From>,
  to: (variant: string, invariant: string, value: From) => To,
): ByInvariant<To> {
  return Object.fromEntries(
    Object.entries(table).map(([variant, values]) => [
      variant,
      Object.fromEntries(Object.entries(values).map(([id, value]) => [id, to(variant, id, value)])),
    ]),
  );
}
