import { MagicString } from 'magic-string';

/** What is put in: text, or what yields it in the end. */
export type Text = string | (() => string);

interface Here {
  readonly closing: Text[];
  readonly between: Text[];
  readonly opening: Text[];
}

/** Text put between the characters of a file; none of them is lost. */
export class Inserts {
  readonly #code: string;
  readonly #at = new Map<number, Here>();

  constructor(code: string) {
    this.#code = code;
  }

  /** Whether there is anything. */
  get any(): boolean {
    return [...this.#at.values()].some(
      ({ closing, between, opening }) => joined([...closing, ...between, ...opening]) !== '',
    );
  }

  /** Opens something in front of what begins at `index`. Whoever wraps others does so before they do. */
  open(index: number, text: Text): void {
    this.#here(index).opening.push(text);
  }

  /** Closes it behind what ends at `index`, in the same order. */
  close(index: number, text: Text): void {
    this.#here(index).closing.push(text);
  }

  /** Puts something behind all that ends at `index` and in front of all that begins there. */
  between(index: number, text: Text): void {
    this.#here(index).between.push(text);
  }

  result(file: string): { code: string; map: string } {
    const text = new MagicString(this.#code);
    for (const [index, { closing, between, opening }] of this.#at) {
      const before = joined(closing.reverse()) + joined(between);
      const after = joined(opening);
      // `return[a]`: what is put in must not grow together with the word before it.
      const apart =
        before === '' && /^[\w$]/.test(after) && /[\w$]/.test(this.#code[index - 1] ?? '') ? ' ' : '';
      if (before !== '') text.appendLeft(index, before);
      if (after !== '') text.appendRight(index, apart + after);
    }
    const map = text.generateMap({ source: file, includeContent: true, hires: 'boundary' });
    return { code: text.toString(), map: map.toString() };
  }

  #here(index: number): Here {
    let here = this.#at.get(index);
    if (here === undefined) this.#at.set(index, (here = { closing: [], between: [], opening: [] }));
    return here;
  }
}

function joined(texts: readonly Text[]): string {
  return texts.map((text) => (typeof text === 'string' ? text : text())).join('');
}
