/** A piece of a page as data: rendered to text when the page is written, to nodes in the browser. */
export interface Element {
  readonly tag: string;
  readonly attributes: Attributes;
  readonly children: readonly Content[];
}

/** Text is always set as text; there is no way to put markup in. */
export type Content = Element | string | number | false | undefined | readonly Content[];

/** `false` and undefined leave an attribute out; a function listens to the event of that name, in the browser only. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined | Listener>>;

export type Listener = (event: {
  preventDefault(): void;
  stopPropagation(): void;
  readonly target: unknown;
}) => void;

/** Makes an element. The tag may carry classes: `td.wide`. */
export function h(
  tagAndClasses: string,
  attributes: Attributes = {},
  ...children: readonly Content[]
): Element {
  const [tag = 'div', ...classes] = tagAndClasses.split('.');
  if (classes.length === 0) return { tag, attributes, children };
  const more = typeof attributes['class'] === 'string' ? [attributes['class']] : [];
  return { tag, attributes: { ...attributes, class: [...classes, ...more].join(' ') }, children };
}

/** Text between backticks is set as code. */
export function withCode(text: string): readonly Content[] {
  return text.split('`').map((part, index) => (index % 2 === 1 ? h('code', {}, part) : part));
}
