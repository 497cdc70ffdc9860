import { type Content, h } from '../markup/element.ts';

/** What the swim lanes are drawn with; stands in the page, so that the script need not make it. */
export function definitions(): Content {
  return h(
    'svg.definitions',
    { width: 0, height: 0, 'aria-hidden': 'true' },
    h(
      'pattern',
      { id: 'hatch', width: 6, height: 6, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
      h('rect.hatch-back', { width: 6, height: 6 }),
      h('line.hatch-line', { x1: 0, y1: 0, x2: 0, y2: 6 }),
    ),
    h(
      'marker',
      {
        id: 'arrow-head',
        viewBox: '0 0 8 8',
        refX: 7,
        refY: 4,
        markerWidth: 9,
        markerHeight: 9,
        markerUnits: 'userSpaceOnUse',
        orient: 'auto-start-reverse',
      },
      h('path.arrow-head', { d: 'M0 0 L8 4 L0 8 z' }),
    ),
  );
}
