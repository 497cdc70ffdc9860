import { type Content, h } from '../markup/element.ts';
import { show } from './to-dom.ts';

export type StepperCommand = 'first' | 'back' | 'next' | 'last' | 'violation' | 'scale' | 'compare' | 'cause';

const keys: Readonly<Record<string, StepperCommand>> = {
  Home: 'first',
  ArrowLeft: 'back',
  k: 'back',
  ArrowRight: 'next',
  j: 'next',
  End: 'last',
  v: 'violation',
  t: 'scale',
  p: 'compare',
  c: 'cause',
};

/** What a key means here; nothing while somebody types or a menu key is down. */
export function stepperKey(event: KeyboardEvent): StepperCommand | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const { target } = event;
  if (target instanceof HTMLElement && /^(?:INPUT|SELECT|TEXTAREA)$/.test(target.tagName)) return undefined;
  return keys[event.key];
}

export interface StepperState {
  readonly step: number;
  /** The first step that is kept; not 0 in a very long run. */
  readonly first: number;
  readonly last: number;
  readonly violation: number;
  readonly scale: 'steps' | 'time';
  /** Undefined where no passing run is known. */
  readonly compare: boolean | undefined;
  /** Undefined where the cause in data is not known. */
  readonly cause: boolean | undefined;
}

/** Draws the bar once, then only changes what differs: the focus stays where it is. */
export function stepperBar(
  bar: HTMLElement,
  state: StepperState,
  run: (command: StepperCommand) => void,
): void {
  if (bar.childElementCount === 0) show(bar, buttons(state, run));
  const at = bar.querySelector('.at');
  if (at !== null) at.textContent = `step ${state.step} of ${state.last}`;
  press(bar, 'scale', state.scale === 'time');
  press(bar, 'compare', state.compare === true);
  press(bar, 'cause', state.cause === true);
  disable(bar, ['first', 'back'], state.step === state.first);
  disable(bar, ['next', 'last'], state.step === state.last);
}

function buttons(
  { violation, compare, cause }: StepperState,
  run: (command: StepperCommand) => void,
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
    button('violation', ['✗', `step ${violation}: breaks`], 'to the step at which the invariant breaks (v)'),
    button('scale', ['', 'true to time'], 'virtual time in proportion, or one column a step (t)', true),
    cause !== undefined &&
      button(
        'cause',
        ['', 'cause in data'],
        'mark the accesses that are the cause, and what led to them (c)',
        true,
      ),
    compare !== undefined &&
      button('compare', ['', 'beside the passing run'], 'compare with the nearest passing run (p)', true),
    h(
      'span.keys',
      {},
      h('kbd', {}, '←'),
      h('kbd', {}, '→'),
      ' step ',
      h('kbd', {}, 'v'),
      ' violation ',
      h('kbd', {}, 't'),
      ' time ',
      h('kbd', {}, 'p'),
      ' passing',
      ...(cause === undefined ? [] : [' ', h('kbd', {}, 'c'), ' cause']),
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
