import { type Element, h } from '../markup/element.ts';

/** A search field; `changed` is told what stands in it at every change. */
export function searchField(text: string, hint: string, changed: (text: string) => void): Element {
  return h(
    'label',
    {},
    'filter ',
    h('input', {
      type: 'search',
      value: text,
      placeholder: hint,
      name: 'query',
      input: ({ target }) => changed((target as HTMLInputElement).value.trim()),
    }),
  );
}

/** One of several, by name. */
export function chooser<T extends string>(
  label: string,
  values: readonly T[],
  names: Readonly<Record<T, string>>,
  chosen: T,
  changed: (value: T) => void,
): Element {
  return h(
    'label',
    {},
    `${label} `,
    h(
      'select',
      { name: label, change: ({ target }) => changed((target as HTMLSelectElement).value as T) },
      values.map((value) => h('option', { value, selected: value === chosen }, names[value])),
    ),
  );
}

/** Text to paste into a terminal, and a button that copies it. */
export function command(text: string, say: (text: string) => void): Element {
  return h(
    'p.command',
    {},
    h('code', {}, text),
    copyButton('copy', () => text, say),
  );
}

/** Copies a text; without a clipboard it selects what stands before it. */
export function copyButton(name: string, textOf: () => string, say: (text: string) => void): Element {
  const copy = async (button: HTMLButtonElement): Promise<void> => {
    try {
      await navigator.clipboard.writeText(textOf());
      button.textContent = 'copied';
      say('Copied.');
    } catch {
      // No clipboard here (an insecure origin, no permission): select it, so that Ctrl+C is all that is left.
      getSelection()?.selectAllChildren(button.previousElementSibling ?? button);
      button.textContent = 'selected';
      say('Selected.');
    }
    setTimeout(() => (button.textContent = name), 1_500);
  };
  return h('button', { type: 'button', click: ({ target }) => void copy(target as HTMLButtonElement) }, name);
}
