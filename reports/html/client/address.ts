/** What is kept of a place in the history, so that Back leads to what was seen. */
export interface Place {
  /** Pixels scrolled. */
  readonly y: number;
  /** Where the link led that was followed from here. */
  readonly followed?: string;
}

/** The address tells all that is shown; where the page is scrolled to stays with it. */
export function replaceAddress(href: string): void {
  history.replaceState(history.state, '', href);
}

/** From now on remembers how far each place in the history was scrolled. */
export function rememberPlaces(): void {
  history.scrollRestoration = 'manual';
  let waiting = false;
  const keep = (followed?: string): void => {
    const place: Place = { y: scrollY, ...(followed !== undefined && { followed }) };
    history.replaceState(place, '');
  };
  addEventListener(
    'scroll',
    () => {
      // Browsers allow few changes a second.
      if (waiting) return;
      waiting = true;
      setTimeout(() => {
        waiting = false;
        keep();
      }, 400);
    },
    { passive: true },
  );
  document.addEventListener(
    'click',
    ({ target }) => {
      const link = target instanceof Element ? target.closest('a') : null;
      if (link !== null) keep(link.getAttribute('href') ?? '');
    },
    { capture: true },
  );
}

/** What is remembered of where the reader is; undefined where he is for the first time. */
export function placeHere(): Place | undefined {
  return (history.state as Place | null) ?? undefined;
}

/** Brings back what was seen there. */
export function returnTo({ y, followed }: Place, main: HTMLElement): void {
  scrollTo(0, y);
  const links = [...main.querySelectorAll('a')];
  links.find((link) => link.getAttribute('href') === followed)?.focus({ preventScroll: true });
}
