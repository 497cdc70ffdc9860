import { type Content, h } from '../markup/element.ts';
import { hrefOf, type Route, routeOf } from '../model/route.ts';
import { noFilter } from '../model/filter.ts';
import { noTestedFilter } from '../model/tested-filter.ts';
import { placeHere, rememberPlaces, returnTo } from './address.ts';
import { openFailure } from './failure-page.ts';
import { openOverview } from './overview-page.ts';
import type { PageContext } from './page.ts';
import { ReportData } from './report-data.ts';
import { openRun } from './run-page.ts';
import { openTested } from './tested-page.ts';
import { listenForShortcuts } from './shortcuts.ts';
import { show, toDom } from './to-dom.ts';

// Hides the plain text at once, so that it does not flash; it is taken out when all is there.
document.documentElement.classList.add('js');
document.addEventListener('DOMContentLoaded', start);

function start(): void {
  const data = new ReportData();
  const plain = document.getElementById('plain');
  plain?.remove();
  const main = document.createElement('main');
  main.id = 'main';
  main.tabIndex = -1;
  const status = document.createElement('div');
  status.className = 'unseen';
  status.setAttribute('role', 'status');
  document.body.prepend(...toDom(navigation(main)), main, status);
  const keys = plain?.querySelector('dialog');
  if (keys) {
    document.body.append(keys);
    listenForShortcuts(keys);
  }
  rememberPlaces();

  let opened = new AbortController();
  const open = async (): Promise<void> => {
    opened.abort();
    opened = new AbortController();
    const context: PageContext = {
      data,
      main,
      plain: (id) => (plain?.querySelector(`#${id}`)?.cloneNode(true) as Element | undefined) ?? '',
      say: (text) => (status.textContent = text),
      signal: opened.signal,
    };
    const route = startOf(data, routeOf(location.hash));
    markCurrent(route);
    const opening = openPage(route, context).then(() => {
      document.title = `${main.querySelector('h1')?.textContent ?? ''} · heddle report`;
    });
    return opening.catch((error: unknown) => {
      show(main, h('p.lead.bad', {}, `This part cannot be shown: ${String(error)}`));
    });
  };
  // Changes of a view replace the address without this event; only a followed link, Back and Forward open a page.
  addEventListener('hashchange', () => {
    // Before anything is drawn: drawing may scroll, and that is remembered, too.
    const place = placeHere();
    void open().then(() => {
      if (place !== undefined) return returnTo(place, main);
      scrollTo(0, 0);
      main.focus({ preventScroll: true });
    });
  });
  const place = placeHere();
  void open().then(() => place !== undefined && returnTo(place, main));
}

/** A report of one failure alone opens at that failure. */
function startOf({ summary }: ReportData, route: Route): Route {
  const [failure, ...others] = summary.failures;
  const alone = failure !== undefined && others.length === 0 && summary.results.length === 1;
  return alone && location.hash === '' ? { page: 'failure', number: failure.number } : route;
}

async function openPage(route: Route, context: PageContext): Promise<void> {
  switch (route.page) {
    case 'overview':
      return openOverview(route.filter, context);
    case 'failure':
      return openFailure(route, context);
    case 'tested':
      return openTested(route.filter, context);
    case 'run':
      return openRun(route.scenario, route.variant, context);
  }
}

function navigation(main: HTMLElement): Content {
  const skip = (event: { preventDefault(): void }): void => {
    // The address tells where a reader is: it must not become #main.
    event.preventDefault();
    main.focus();
  };
  return [
    h('a.skip', { href: '#main', click: skip }, 'Skip to the content'),
    h(
      'nav',
      { 'aria-label': 'report' },
      h('strong', {}, 'heddle report'),
      h('a', { href: hrefOf({ page: 'overview', filter: noFilter }), id: 'to-overview' }, 'Overview'),
      h(
        'a',
        { href: hrefOf({ page: 'tested', filter: noTestedFilter }), id: 'to-tested' },
        'How much was tested',
      ),
    ),
  ];
}

function markCurrent(route: Route): void {
  for (const page of ['overview', 'tested']) {
    const link = document.getElementById(`to-${page}`);
    if (route.page === page) link?.setAttribute('aria-current', 'page');
    else link?.removeAttribute('aria-current');
  }
}
