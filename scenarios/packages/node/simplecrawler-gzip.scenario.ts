import http from 'node:http';
import { once } from 'node:events';
import { gzipSync } from 'node:zlib';
import { held, scenario, violated } from 'heddle';
import Before from 'simplecrawler-0.7.0';
import After from 'simplecrawler-1.0.0';

/**
 * simplecrawler/simplecrawler#298: the request is counted as over before its answer is unpacked and searched for links;
 * where the interval's tick comes in between, there is nothing to fetch and nothing open, and the crawl is complete.
 */
const page = gzipSync('<a href="/next">next</a>');
const headers = {
  'content-type': 'text/html',
  'content-encoding': 'gzip',
  'content-length': page.length,
};
const crawlers = {
  id: 'packages',
  variants: {
    '0.7.0': () => new Before('localhost', '/', 80, 10),
    '1.0.0': () => Object.assign(new After('http://localhost/'), { interval: 10, respectRobotsTxt: false }),
  },
};

export default scenario('simplecrawler: a tick while the answer is unpacked', crawlers, {
  node: true,
  invariants: ['finds-all'],
  expect: { '0.7.0': { 'finds-all': 'violated' } },
  runs: 10,
  run(sim, createCrawler) {
    http.createServer((_request, response) => response.writeHead(200, headers).end(page)).listen(80);
    const found: string[] = [];
    sim.task('crawler', async () => {
      const crawler = createCrawler();
      crawler.on('fetchcomplete', ({ path }) => found.push(path));
      crawler.start();
      await once(crawler, 'complete');
      found.push('complete');
    });
    const isRight = () => found.join() === '/,/next,complete';
    return () => [isRight() ? held('finds-all') : violated('finds-all', 'wrong-result', found.join())];
  },
});
