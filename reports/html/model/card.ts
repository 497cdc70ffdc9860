import { labelOf, moment } from '../../wording.ts';
import { type Attributes, type Element, h } from '../markup/element.ts';
import type { Claim } from './claim.ts';
import type { FailureDetail } from './failure-detail.ts';

/** A claim and its counterexample, to be put into a pull request. */
export interface Card {
  readonly claim: Claim;
  /** What the run came to. */
  readonly damage: string;
  /** In data, where that is known. */
  readonly cause: string;
  /** Five steps at most, as they came. */
  readonly steps: readonly {
    readonly step: number;
    readonly ms: string;
    readonly task: string;
    readonly label: string;
  }[];
  readonly command: string;
}

const STEPS_MOST = 5;

export function cardOf(
  { steps, led, data, cause, command }: FailureDetail,
  claim: Claim,
  damage: string,
): Card {
  // The most telling come first in the slice.
  const telling = new Set(led.filter((step) => step > 0).slice(0, STEPS_MOST));
  return {
    claim,
    damage,
    cause: data?.sentence ?? cause,
    command,
    steps: steps
      .filter(({ step }) => telling.has(step))
      .map((step) => ({ step: step.step, ms: moment(step.atMs), task: step.task, label: labelOf(step) })),
  };
}

export function cardMarkdown({ claim, damage, cause, steps, command }: Card): string {
  return [
    `**${claim.head}:** ${inline(claim.text)}`,
    '',
    `**${claim.outcome}:** ${inline(damage)}`,
    '',
    `${inline(cause)}.`,
    '',
    '| step | ms | task | event |',
    '| ---: | ---: | --- | --- |',
    ...steps.map(({ step, ms, task, label }) => `| ${step} | ${ms} | ${cell(task)} | ${cell(label)} |`),
    '',
    '```sh',
    command,
    '```',
    '',
  ].join('\n');
}

/** What stands between backticks stays code, nothing else can become markup. */
function inline(text: string): string {
  const escaped = (part: string): string => part.replaceAll(/[\\*_[\]<>&|#!]/g, '\\$&');
  return text
    .replaceAll(/\s+/g, ' ')
    .split('`')
    .map((part, at, parts) => (at % 2 === 1 && at < parts.length - 1 ? `\`${part}\`` : escaped(part)))
    .join('');
}

function cell(text: string): string {
  return `\`${text.replaceAll('`', "'").replaceAll('|', '\\|').replaceAll(/\s+/g, ' ')}\``;
}

const WIDTH = 760;
const CHARACTERS = 92;
const LINE = 20;

/** A picture that needs no style from elsewhere. */
export function cardSvg({ claim, damage, cause, steps, command }: Card): Element {
  const pieces: Element[] = [];
  let y = 16;
  const write = (text: string, look: Attributes): void => {
    for (const line of wrapped(text)) {
      y += LINE;
      pieces.push(h('text', { x: 16, y, ...look }, line.trim()));
    }
    y += 6;
  };
  write(`${claim.head}: ${claim.text}`, { fill: '#1c2025' });
  write(`${claim.outcome}: ${damage}`, { fill: '#b3231b', 'font-weight': '700' });
  write(cause, { fill: '#5d656f' });
  const pitch = (WIDTH - 32) / STEPS_MOST;
  const most = Math.floor((pitch - 22) / 7.4);
  const top = y + 14;
  for (const [at, { step, ms, task, label }] of steps.entries()) {
    const x = 16 + at * pitch;
    const text = (line: number, content: string, weight = '400'): Element =>
      h(
        'text',
        { x: x + 8, y: top + 4 + line * 18, 'font-size': 12, 'font-weight': weight, fill: '#1c2025' },
        content.length > most ? `${content.slice(0, most - 1)}…` : content,
      );
    pieces.push(
      h('rect', { x, y: top, width: pitch - 6, height: 68, rx: 4, fill: '#f3f3ef', stroke: '#b9bdc2' }),
      text(1, `${step} · ${ms} ms`, '700'),
      text(2, task),
      text(3, label),
    );
  }
  y = top + 72;
  write(command, { fill: '#1c2025', 'font-size': '12' });
  const height = y + 10;
  return h(
    'svg',
    { viewBox: `0 0 ${WIDTH} ${height}`, width: WIDTH, height, 'font-family': 'monospace', 'font-size': 13 },
    h('rect', { width: WIDTH, height, fill: '#ffffff' }),
    pieces,
  );
}

/** In lines, at spaces where there are any. */
function wrapped(text: string): readonly string[] {
  return (
    text.replaceAll('`', '').match(new RegExp(`.{1,${CHARACTERS}}(?=\\s|$)|\\S{1,${CHARACTERS}}`, 'gu')) ?? []
  );
}
