import { simulate } from '../program/simulate.ts';

/** What code sees that asks for no locale; printed by a process of its own, whose locale can be set. */
function localized(): Record<string, unknown> {
  return {
    dateTimeFormat: new Intl.DateTimeFormat().resolvedOptions().locale,
    timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
    numberFormatCalled: Intl.NumberFormat().format(1234.5),
    collator: new Intl.Collator().resolvedOptions().locale,
    relativeTimeFormat: new Intl.RelativeTimeFormat().format(-1, 'day'),
    listFormat: new Intl.ListFormat().format(['a', 'b']),
    pluralRules: new Intl.PluralRules().resolvedOptions().locale,
    segmenter: new Intl.Segmenter().resolvedOptions().locale,
    derived: new (class extends Intl.NumberFormat {})().format(1234.5),
    given: new Intl.NumberFormat('fr').resolvedOptions().locale,
    date: new Date(0).toLocaleDateString(),
    number: (1234.5).toLocaleString(),
    bigint: 1234n.toLocaleString(),
    array: [1234.5, 5].toLocaleString(),
    order: ['z', 'ä'].sort((a, b) => a.localeCompare(b)).join(''),
  };
}

const outside = localized();
await simulate((sim) => {
  sim.task('reader', () => console.log(JSON.stringify({ outside, inside: localized() })));
});
