import type { Attributes, Content } from '../markup/element.ts';
import { legalText } from '../markup/legal-text.ts';

const SVG = 'http://www.w3.org/2000/svg';

/** The nodes of a piece of a page. Text becomes text nodes: nothing in it can become markup. */
export function toDom(content: Content, namespace?: string): readonly Node[] {
  if (content === undefined || content === false) return [];
  if (typeof content === 'string' || typeof content === 'number') {
    return [document.createTextNode(legalText(String(content)))];
  }
  if (!('tag' in content)) return content.flatMap((part) => toDom(part, namespace));
  const within = content.tag === 'svg' ? SVG : namespace;
  const element =
    within === undefined
      ? document.createElement(content.tag)
      : document.createElementNS(within, content.tag);
  setAttributes(element, content.attributes);
  element.append(...content.children.flatMap((child) => toDom(child, within)));
  return [element];
}

/** Shows this, and nothing else, in the parent. */
export function show(parent: Element, content: Content): void {
  const namespace = parent.namespaceURI === SVG ? SVG : undefined;
  parent.replaceChildren(...toDom(content, namespace));
}

function setAttributes(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (typeof value === 'function') element.addEventListener(name, value);
    else element.setAttribute(name, value === true ? '' : legalText(String(value)));
  }
}
