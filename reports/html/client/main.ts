import { h } from '../markup/element.ts';
import { hrefOf, type Route, routeOf } from '../model/route.ts';
import { noFilter } from '../model/filter.ts';
import { openFailure } from './failure-page.ts';
import { openOverview } from './overview-page.ts';
import type { PageContext } from './page.ts';
import { ReportData } from './report-data.ts';
import { openRun } from './run-page.ts';
import { openTested } from './tested-page.ts';
import { show, toDom } from './to-dom.ts';

// Hides the plain text at once, so that it does not flash; it is taken out when all is there.
document.documentElement.classList.add('js');
document.addEventListener('DOMContentLoaded', start);

function start(): void {
  const data = new ReportData();
  document.getElementById('plain')?.remove();
  const main = document.createElement('main');
  main.id = 'main';
  main.tabIndex = -1;
  const status = document.createElement('div');
  status.className = 'unseen';
  status.setAttribute('role', 'status');
  document.body.prepend(...toDom(navigation()), main, status);

  let opened = new AbortController();
  const open = (): void => {
    opened.abort();
    opened = new AbortController();
    const context: PageContext = {
      data,
      main,
      say: (text) => (status.textContent = text),
      signal: opened.signal,
    };
    const route = startOf(data, routeOf(location.hash));
    markCurrent(route);
    const opening = openPage(route, context).then(() => {
      document.title = `${main.querySelector('h1')?.textContent ?? ''} · heddle report`;
    });
    opening.catch((error: unknown) => {
      show(main, h('p.lead.bad', {}, `This part cannot be shown: ${String(error)}`));
    });
  };
  // Stepping replaces the address without this event; only a followed link opens a page.
  addEventListener('hashchange', () => {
    open();
    scrollTo(0, 0);
    main.focus({ preventScroll: true });
  });
  open();
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
      return openTested(route.query, context);
    case 'run':
      return openRun(route.scenario, route.variant, context);
  }
}

function navigation(): ReturnType<typeof h> {
  return h(
    'nav',
    { 'aria-label': 'report' },
    h('strong', {}, 'heddle report'),
    h('a', { href: hrefOf({ page: 'overview', filter: noFilter }), id: 'to-overview' }, 'Overview'),
    h('a', { href: hrefOf({ page: 'tested', query: '' }), id: 'to-tested' }, 'How much was tested'),
  );
}

function markCurrent(route: Route): void {
  for (const page of ['overview', 'tested']) {
    const link = document.getElementById(`to-${page}`);
    if (route.page === page) link?.setAttribute('aria-current', 'page');
    else link?.removeAttribute('aria-current');
  }
}
