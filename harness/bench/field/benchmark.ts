/**
 * The 24 races on which Node.fz, NodeRacer and NACD were compared. The shares of failing runs are the medians of 30
 * times 100 runs, and the seconds those of 100 runs divided by 100, of the repository of NACD (andreendo/nacd,
 * `bug-reproduction-ratio.csv` and `rq3-overhead.csv`); NodeRacer's where NACD has none.
 */
export interface FieldRace {
  readonly program: string;
  /** What tells of it: an issue or a pull request. */
  readonly issue: string;
  readonly published: {
    readonly nodeFz?: number;
    readonly nodeRacer: number;
    readonly nacd: number;
    /** Real time of one run under NACD, seconds. */
    readonly secondsOfRun: number;
  };
  /** The scenario in `scenarios/packages/node/`, and its variant with the race; or why there is none. */
  readonly here: { readonly scenario: string; readonly variant: string } | string;
}

const here = (scenario: string, variant: string): FieldRace['here'] => ({ scenario, variant });
const published = (
  nodeFz: number | undefined,
  nodeRacer: number,
  nacd: number,
  secondsOfRun: number,
): FieldRace['published'] => ({ ...(nodeFz !== undefined && { nodeFz }), nodeRacer, nacd, secondsOfRun });

const NO_DATABASE = 'needs MongoDB, and there is no fake server of its protocol';

export const fieldRaces: readonly FieldRace[] = [
  {
    program: 'agentkeepalive 2.0.0',
    issue: 'node-modules/agentkeepalive#23',
    published: published(0.11, 0.575, 0.715, 1.99),
    here: here('agentkeepalive-timeout', '2.0.0'),
  },
  {
    program: 'archiver 3.1.1',
    issue: 'archiverjs/node-archiver#388',
    published: published(undefined, 0.01, 0.095, 2.52),
    here: here('archiver-stat-fails', '3.1.1'),
  },
  {
    program: 'bluebird 3.5.1',
    issue: 'petkaantonov/bluebird#1417',
    published: published(0.2, 0.71, 0.84, 1.79),
    here: here('bluebird-timeout', '3.5.1'),
  },
  {
    program: 'express, code of a user',
    issue: 'expressjs/express#3536',
    published: published(undefined, 0.635, 0.87, 4.59),
    here: here('express-json-spaces', 'setting'),
  },
  {
    program: 'get-port 5.0.0',
    issue: 'sindresorhus/get-port#23',
    published: published(undefined, 0.495, 0.135, 1.6),
    here: here('get-port-listen', '5.0.0'),
  },
  {
    program: 'mkdirp 0.5.1',
    issue: 'substack/node-mkdirp#92',
    published: published(0, 0.46, 0.935, 2.15),
    here: here('mkdirp-removed', '0.5.1'),
  },
  {
    program: 'nedb 1.8.0, an index',
    issue: 'louischatriot/nedb#609',
    published: published(undefined, 0.01, 0.36, 11.54),
    here: here('nedb-index', '1.8.0'),
  },
  {
    program: 'nedb 1.8.0, a unique index',
    issue: 'louischatriot/nedb#609',
    published: published(undefined, 0.01, 0.395, 8.73),
    here: here('nedb-unique-index', '1.8.0'),
  },
  {
    program: 'simplecrawler 0.7.0',
    issue: 'simplecrawler/simplecrawler#298',
    published: published(0, 0.83, 0.645, 4.04),
    here: here('simplecrawler-gzip', '0.7.0'),
  },
  {
    program: 'socket.io-client 2.3.0',
    issue: 'socketio/socket.io#3358',
    published: published(undefined, 0.49, 0.265, 2.12),
    here: here('socket.io-client-reconnect', '2.3.0'),
  },
  {
    program: 'del 2.0.2',
    issue: 'sindresorhus/del#43',
    published: published(undefined, 0.2, 0.415, 2.45),
    here: 'not found in 400 schedules with the rimraf 2.7 that npm installs under it today',
  },
  {
    program: 'fiware-pep-steelskin',
    issue: 'telefonicaid/fiware-pep-steelskin#269',
    published: published(0, 0.48, 0.875, 85.02),
    here: 'not on npm',
  },
  {
    program: 'ghost',
    issue: 'TryGhost/Ghost#1834',
    published: published(0.15, 0.92, 0.98, 2.47),
    here: 'a whole application, with a database that is compiled',
  },
  {
    program: 'linter-stylint',
    issue: 'AtomLinter/linter-stylint#62',
    published: published(undefined, 0.445, 0.575, 2.79),
    here: 'a package of the editor Atom, not on npm',
  },
  {
    program: 'live-server',
    issue: 'tapio/live-server#262',
    published: published(undefined, 0.19, 0.49, 17.59),
    here: 'is seen in a browser',
  },
  ...[1, 2, 3, 4].map((n): FieldRace => ({
    program: `mongo-express, test ${n}`,
    issue: n < 3 ? 'mongo-express/mongo-express#499' : 'mongo-express/mongo-express#500',
    published: published(
      undefined,
      [0.23, 0.61, 0.055, 0.06][n - 1] ?? 0,
      [0.9, 0.91, 0.84, 0.83][n - 1] ?? 0,
      [3.67, 3.68, 3.75, 3.84][n - 1] ?? 0,
    ),
    here: NO_DATABASE,
  })),
  {
    program: 'nes',
    issue: 'hapijs/nes#18',
    published: published(undefined, 0.545, 1, 2.9),
    here: 'the registry used here has no version before 1.2.2, which is mended',
  },
  {
    program: 'node-logger-file',
    issue: 'node-logger-file#1',
    published: published(0.09, 0.84, 0.76, 15.67),
    here: 'not on npm',
  },
  {
    program: 'objection',
    issue: 'Vincit/objection.js, a test of map()',
    published: published(undefined, 0.715, 0, 1.07),
    here: 'the race is in the test itself, whose timers are random; without that nobody saw it fail',
  },
  {
    program: 'socket.io',
    issue: 'socketio/socket.io#1862',
    published: published(0, 0.175, 0.84, 16.95),
    here: 'the race is in socket.io-client before 1.4, and needs a server of 2014 beside it; not tried',
  },
  {
    program: 'xlsx-extract',
    issue: 'ffalt/xlsx-extract#7',
    published: published(undefined, 0.53, 0, 15.61),
    here: 'that version needs node-expat, which is compiled at install',
  },
];
