import { type Content, h } from '../markup/element.ts';
import type { Turn } from '../model/turns.ts';
import type { Walk, WalkCommand } from '../model/walk.ts';
import { show } from './to-dom.ts';

/** `turn`: to the step that breaks the invariant; `compare`: the passing run below, or not. */
export type StepperCommand = WalkCommand | 'turn' | 'compare';

const keys: Readonly<Record<string, StepperCommand>> = {
  Home: 'first',
  ArrowLeft: 'back',
  k: 'back',
  ArrowRight: 'next',
  j: 'next',
  End: 'last',
  v: 'turn',
  d: 'split',
  r: 'other',
  t: 'scale',
  p: 'compare',
  c: 'slice',
  a: 'arrows',
  '+': 'nearer',
  '=': 'nearer',
  '-': 'farther',
};

/** What a key means here; nothing while somebody types or a menu key is down, nor on the handle, which has its own. */
export function stepperKey(event: KeyboardEvent): StepperCommand | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const { target } = event;
  if (target instanceof HTMLElement && /^(?:INPUT|SELECT|TEXTAREA)$/.test(target.tagName)) return undefined;
  return keys[event.key];
}

export interface StepperState {
  readonly walk: Walk;
  readonly step: number;
  readonly first: number;
  readonly last: number;
  readonly turns: readonly Turn[];
  /** `6 of 20 steps matter`. */
  readonly slice: string;
  /** Whether a passing run is known, and whether the runs part. */
  readonly compares: boolean;
  readonly parts: boolean;
}

/** Draws the bar once, then only changes what differs: the focus stays where it is. */
export function stepperBar(
  bar: HTMLElement,
  state: StepperState,
  run: (command: StepperCommand) => void,
  goTo: (step: number) => void,
): void {
  if (bar.childElementCount === 0) show(bar, buttons(state, run, goTo));
  const { walk, step, first, last } = state;
  const at = bar.querySelector('.at');
  if (at !== null)
    at.textContent = `${walk.side === 'passing' ? 'passing run: ' : ''}step ${step} of ${last}`;
  press(bar, 'scale', walk.scale === 'time');
  press(bar, 'compare', walk.compare);
  press(bar, 'slice', walk.slice);
  press(bar, 'arrows', walk.arrows === 'all');
  press(bar, 'other', walk.side === 'passing');
  disable(bar, ['first', 'back'], step === first);
  disable(bar, ['next', 'last'], step === last);
  disable(bar, ['other', 'split'], !walk.compare);
}

function buttons(
  { turns, slice, compares, parts }: StepperState,
  run: (command: StepperCommand) => void,
  goTo: (step: number) => void,
): Content {
  const button = (
    command: StepperCommand,
    [sign, word]: readonly [sign: string, word: string],
    title: string,
    toggles = false,
  ): Content =>
    h(
      'button',
      {
        type: 'button',
        'data-command': command,
        title,
        ...(toggles && { 'aria-pressed': 'false' }),
        click: () => run(command),
      },
      sign !== '' && h('span', { 'aria-hidden': 'true' }, `${sign} `),
      h('span.word', {}, word),
    );
  return [
    h(
      'div.group',
      { role: 'group', 'aria-label': 'steps' },
      button('first', ['⇤', 'first'], 'first step (Home)'),
      button('back', ['←', 'back'], 'one step back (← or k)'),
      h('span.at', {}),
      button('next', ['→', 'next'], 'one step on (→ or j)'),
      button('last', ['⇥', 'last'], 'last step (End)'),
    ),
    turns.map(({ role, step, label, text }) =>
      h(
        'button',
        { type: 'button', class: `turn ${role}`, title: `${text} (v)`, click: () => goTo(step) },
        h('span', { 'aria-hidden': 'true' }, role === 'origin' ? '○ ' : '✗ '),
        `step ${step}: ${role === 'breaks' ? 'breaks' : label}`,
      ),
    ),
    parts && button('split', ['◀', 'the decision'], 'where the runs part (d)'),
    compares && [
      button('compare', ['', 'beside the passing run'], 'compare with the nearest passing run (p)', true),
      button('other', ['', 'inspect the passing run'], 'step through the passing run (r)', true),
    ],
    button('slice', ['', slice], 'what does not matter is pale (c)', true),
    button('arrows', ['', 'all arrows'], 'what wakes or asks for what, for all steps (a)', true),
    button('scale', ['', 'true to time'], 'virtual time in proportion, or one column a step (t)', true),
    h(
      'div.group.zoom',
      { role: 'group', 'aria-label': 'zoom' },
      button('farther', ['−', 'farther'], 'see more of it (-)'),
      button('nearer', ['+', 'nearer'], 'see it larger (+)'),
    ),
  ];
}

function press(bar: HTMLElement, command: StepperCommand, pressed: boolean): void {
  bar.querySelector(`[data-command="${command}"]`)?.setAttribute('aria-pressed', String(pressed));
}

/** Stays focusable, so that a reader who holds the key does not lose his place. */
function disable(bar: HTMLElement, commands: readonly StepperCommand[], disabled: boolean): void {
  for (const command of commands) {
    bar.querySelector(`[data-command="${command}"]`)?.setAttribute('aria-disabled', String(disabled));
  }
}
