const STOPS = '.cell, .opener';
const moves: Readonly<Record<string, readonly [right: number, down: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  Home: [1, 0],
  End: [-1, 0],
};

/**
 * Makes grids of the matrices within: one stop of the tab key each, arrows lead from cell to cell, and what is known of a
 * cell is told where somebody points at it or comes to it.
 * @returns to be called when they have been drawn
 */
export function matrixKeys(root: HTMLElement, signal: AbortSignal): () => void {
  const tip = document.createElement('div');
  tip.id = 'tip';
  tip.setAttribute('role', 'tooltip');
  root.after(tip);
  const tell = (cell: HTMLElement | null | undefined): void => {
    root.querySelector('[aria-describedby]')?.removeAttribute('aria-describedby');
    tip.textContent = cell?.dataset['tip'] ?? '';
    tip.hidden = tip.textContent === '';
    if (!cell || tip.hidden) return;
    cell.setAttribute('aria-describedby', tip.id);
    const { left, top, bottom } = cell.getBoundingClientRect();
    const fits = bottom + tip.offsetHeight + 8 < innerHeight;
    tip.style.left = `${Math.max(4, Math.min(left, document.body.clientWidth - tip.offsetWidth - 8))}px`;
    tip.style.top = `${fits ? bottom + 6 : top - tip.offsetHeight - 6}px`;
  };
  const stopAt = (event: Event): HTMLElement | null | undefined =>
    (event.target as Element | null)?.closest<HTMLElement>(STOPS);
  const on = (type: string, listener: (event: Event) => void): void =>
    root.addEventListener(type, listener, { signal, capture: true });

  on('mouseover', (event) => tell(stopAt(event)));
  on('mouseout', () => tell(undefined));
  on('focusout', () => tell(undefined));
  on('focusin', (event) => {
    const stop = stopAt(event);
    if (!stop) return;
    stop.closest('table')?.querySelector('[tabindex="0"]')?.setAttribute('tabindex', '-1');
    stop.tabIndex = 0;
    tell(stop);
  });
  on('keydown', (event) => {
    const { key } = event as KeyboardEvent;
    const stop = stopAt(event);
    if (key === 'Escape') tell(undefined);
    const move = moves[key];
    if (!stop || move === undefined) return;
    event.preventDefault();
    neighbour(stop, move, key === 'Home' || key === 'End')?.focus();
  });
  on('scroll', () => hint(root));
  addEventListener('resize', () => hint(root), { signal });
  tell(undefined);
  return () => {
    tell(undefined);
    for (const table of root.querySelectorAll<HTMLTableElement>('.matrix')) {
      table.querySelector(STOPS)?.setAttribute('tabindex', '0');
      // On paper its columns are rows.
      table.style.setProperty('--columns', String(table.rows[0]?.cells.length));
    }
    hint(root);
  };
}

/** The next stop in that direction; of the whole row the outermost one. */
function neighbour(
  stop: HTMLElement,
  [right, down]: readonly [number, number],
  isOutermost: boolean,
): HTMLElement | undefined {
  const rows = [...(stop.closest('table')?.rows ?? [])].map((row) =>
    [...row.cells].map((cell) => cell.querySelector<HTMLElement>(STOPS)),
  );
  let y = rows.findIndex((row) => row.includes(stop));
  let x = rows[y]?.indexOf(stop) ?? 0;
  if (isOutermost) x = right > 0 ? -1 : (rows[y]?.length ?? 0);
  for (;;) {
    [x, y] = [x + right, y + down];
    const found = rows[y]?.[x];
    if (found !== null) return found;
  }
}

/** Says how many columns are cut off; where none is, the page scrolls, and the head sticks to it. */
function hint(root: HTMLElement): void {
  for (const box of root.querySelectorAll<HTMLElement>('.wide')) {
    box.classList.toggle('cut', box.scrollWidth > box.clientWidth + 1);
    const right = box.getBoundingClientRect().right;
    const hidden = [...box.querySelectorAll('thead th')].filter(
      (head) => head.getBoundingClientRect().right > right + 2,
    ).length;
    const line = box.previousElementSibling;
    if (line !== null) line.textContent = hidden === 0 ? '' : `${hidden} more to the right →`;
  }
}
