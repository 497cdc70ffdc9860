import { expect, it } from 'vitest';
import { explained, hostile, lostRows, step } from '../../fixtures/report.ts';
import { toHtml } from '../markup/to-html.ts';
import { cardMarkdown, cardOf, cardSvg } from './card.ts';
import type { Claim } from './claim.ts';
import { untold } from './failure-detail.fixture.ts';

const { cause, steps } = lostRows;
const detail = untold({
  cause,
  command: 'npx heddle replay hd1.x',
  violatingStep: 4,
  steps: [...steps, ...Array.from({ length: 9 }, (_, n) => step(n + 5, 'idle', `tick#${n}`))],
});
const claim: Claim = { head: 'Claim', text: 'stop waits for `db.commit`', outcome: 'Refuted' };
const card = cardOf(detail, claim, 'lost 2 of 4 rows: r1, r2');

it('has five steps at most, those that matter', () => {
  expect(card.steps.map(({ step: number }) => number)).toEqual([1, 2, 3, 4]);
});

it('tells the cause in data, where that is known', () => {
  const { data } = explained;
  const told = cardOf({ ...detail, ...(data && { data }) }, claim, '');
  expect([told.cause, card.cause]).toEqual([data?.sentence, cause]);
});

it('is Markdown to be pasted', () => {
  expect(cardMarkdown(card)).toBe(`**Claim:** stop waits for \`db.commit\`

**Refuted:** lost 2 of 4 rows: r1, r2

everything was prompt, except: \`writer: db.commit#1\` was held until \`sigterm: start#1\`.

| step | ms | task | event |
| ---: | ---: | --- | --- |
| 1 | 5 | \`producer\` | \`start#1\` |
| 2 | 10 | \`writer\` | \`db.insert(r1)#1\` |
| 3 | 15 | \`sigterm\` | \`start#1\` |
| 4 | 20 | \`writer\` | \`db.commit#1\` |

\`\`\`sh
npx heddle replay hd1.x
\`\`\`
`);
});

it('is a picture that needs nothing from elsewhere, with every word of the claim', () => {
  const svg = toHtml(cardSvg(card));
  expect(svg).toContain('Claim: stop waits for db.commit');
  expect(svg).toContain('4 · 20 ms');
  expect(svg).not.toMatch(/class=|style=|href=/);
});

it('breaks long lines, also where there is no space', () => {
  const long = cardSvg({ ...card, claim: { ...claim, text: 'x'.repeat(300) } });
  const lines = toHtml(long).match(/x{20,}/g) ?? [];
  expect(lines.join('')).toHaveLength(300);
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(92);
});

it('lets no hostile text become markup', () => {
  const bad = cardOf(
    untold({ steps: [step(1, hostile, `${hostile}|#1`)], violatingStep: 1 }),
    { ...claim, text: hostile },
    hostile,
  );
  const markdown = cardMarkdown(bad);
  expect(
    markdown
      .split('\n')
      .filter((line) => line.startsWith('**'))
      .join(),
  ).not.toMatch(/(?<!\\)</);
  expect(markdown.match(/^\| 1 .*$/m)?.[0].match(/(?<!\\)\|/g)).toHaveLength(5);
  expect(toHtml(cardSvg(bad))).not.toContain('<img');
});
