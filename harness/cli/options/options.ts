import { strategyNames } from '../../strategies/portfolio.ts';
import type { CommandSpec, OptionSpec, Values } from './option-kinds.ts';
import { reporterNames } from './reporter-names.ts';

/** Options of every command. */
export const commonOptions = {
  color: {
    type: 'flag',
    negatable: true,
    description: 'colours on or off; else FORCE_COLOR, NO_COLOR, then the terminal decide',
  },
  help: { type: 'flag', short: 'h', description: 'show this text' },
  version: { type: 'flag', short: 'V', description: 'show the version' },
} as const satisfies CommandSpec['options'];

/** Options of every command that writes reports. */
const reportOptions = {
  verbose: {
    type: 'flag',
    description:
      'all tables, failures and figures on the terminal; else a table for each component, what is not as expected, and the summary',
    config: true,
  },
  reporter: {
    type: 'list',
    of: reporterNames,
    placeholder: 'a,b',
    description: `what to write: ${reporterNames.join(', ')}`,
    defaultText: 'default,json,html',
    config: true,
  },
  'report-assets': {
    type: 'choice',
    of: ['inline', 'external'],
    placeholder: 'inline|external',
    description: 'style and script of the HTML report: in the page, or in files beside it',
    defaultText: 'inline',
    config: true,
  },
  'output-dir': {
    type: 'text',
    placeholder: 'dir',
    description: 'where report files go',
    defaultText: 'reports/out',
    config: true,
  },
} as const satisfies CommandSpec['options'];

/** An option of every command that makes runs. */
const runTimeout = {
  type: 'count',
  least: 0,
  placeholder: 'seconds',
  description: 'real time after which a single run is said never to come back; 0 for no limit',
  defaultText: '30',
  config: true,
} as const satisfies OptionSpec;

/** An option of every command that makes runs. */
const workerMemory = {
  type: 'count',
  least: 16,
  placeholder: 'MB',
  description:
    'memory of one worker; a run that takes more is named, and costs its scenario and variant only',
  defaultText: '2048',
  config: true,
} as const satisfies OptionSpec;

/** An option of every command that tells of failures. */
const data = {
  type: 'flag',
  negatable: true,
  description:
    'tell the cause of a failure in data, too: which variable was read or written in another order than in the nearest run that passes',
  defaultText: 'yes',
  config: true,
} as const satisfies OptionSpec;

/** The one table of commands and options: parser, help text, config file, docs/cli.md and types come from it. */
export const commands = {
  run: {
    summary: 'explore scenarios: each against each variant of its system',
    usage: ['run [filter…] [options]'],
    options: {
      grep: {
        type: 'text',
        short: 'g',
        placeholder: 'pattern',
        description: 'only scenarios whose id or title matches: text, or a regular expression',
      },
      system: { type: 'text', placeholder: 'id', description: 'only scenarios of this system' },
      variant: {
        type: 'text',
        placeholder: 'id',
        description: 'only this variant; its leading words will do',
      },
      'last-failed': {
        type: 'flag',
        description: 'only what was not as expected when it last ran, by the reports of the output folder',
      },
      shard: {
        type: 'shard',
        placeholder: 'i/n',
        description: 'only the i-th of n equal parts; "heddle merge" makes one report of them',
      },
      seed: {
        type: 'seed',
        placeholder: 'n|random',
        description: 'where all chance comes from',
        defaultText: '1',
        config: true,
      },
      runs: {
        type: 'count',
        least: 1,
        placeholder: 'n',
        description: 'schedules for each scenario and variant',
        defaultText: '1000',
        config: true,
      },
      'all-data': {
        type: 'flag',
        description:
          'tell the cause in data of every expected failure; else once for each invariant of a scenario and kind, in the first variant that is expected to break it, and of all that is not expected',
        config: true,
      },
      strategy: {
        type: 'list',
        of: strategyNames,
        placeholder: 'a,b',
        description: `only these strategies: ${strategyNames.join(', ')}; "all" alone tries to prove`,
        config: true,
      },
      'time-limit': {
        type: 'duration',
        placeholder: 'time',
        description:
          'real time for the whole command (30, 30s, 5m), shared out as it goes; results then depend on the machine',
        config: true,
      },
      'virtual-time': {
        type: 'duration',
        placeholder: 'time',
        description: 'virtual time for each scenario and variant, all its runs together (30s, 5m)',
        config: true,
      },
      failures: {
        type: 'count',
        least: 1,
        placeholder: 'n',
        description: 'go on to the next scenario and variant after n distinct failures of one',
        config: true,
      },
      bail: {
        type: 'count',
        least: 1,
        bare: 1,
        placeholder: 'n',
        description: 'stop after n results (1 without a number) that are not as expected',
        config: true,
      },
      keep: {
        type: 'flag',
        negatable: true,
        description:
          'keep every failure beside its scenario, or none; else those that are not expected, and none where CI is set',
        config: true,
      },
      update: {
        type: 'flag',
        short: 'u',
        description:
          'record kept failures anew where they have drifted, and remove those that no longer fail',
      },
      data,
      watch: { type: 'flag', short: 'w', description: 'run again whenever a file of the project changes' },
      serve: {
        type: 'count',
        least: 0,
        most: 65_535,
        bare: 0,
        placeholder: 'port',
        description:
          'show the exploration while it runs, on a page of this machine alone (http://127.0.0.1:<port>), which is printed; without a number on any free port',
      },
      workers: {
        type: 'text',
        numeric: true,
        placeholder: 'n|50%',
        description: 'worker threads, or a share of the cores; results do not depend on it',
        defaultText: 'all cores',
        config: true,
      },
      races: {
        type: 'flag',
        description:
          'also list races in runs that pass, for a reviewer: a task looks and acts later, and nothing keeps another from writing in between',
        config: true,
      },
      'run-timeout': runTimeout,
      'worker-memory': workerMemory,
      ...reportOptions,
    },
  },
  merge: {
    summary: 'make one report of the reports of all shards',
    usage: ['merge <dir…> [options]'],
    options: reportOptions,
  },
  report: {
    summary: 'write a report once more: with other reporters, or with the page of this version',
    usage: ['report [report.json] [options]'],
    options: {
      ...reportOptions,
      reporter: { ...reportOptions.reporter, defaultText: 'default,html', config: false },
      'output-dir': {
        ...reportOptions['output-dir'],
        defaultText: 'the folder of the report',
        config: false,
      },
    },
  },
  replay: {
    summary: 'run one interleaving again and show it step by step',
    usage: [
      'replay <token>',
      'replay <scenario> <variant> --seed <seed of a run>',
      'replay <report.json>#<k>',
      'replay <scenario>.failures/<file>.json',
      'replay --last',
    ],
    options: {
      seed: {
        type: 'text',
        placeholder: 'seed',
        description: 'seed of one run, as findings print it: 1.0.walk.37',
      },
      last: {
        type: 'flag',
        description: 'the first unexpected, else the first failure of the last report, which it names',
      },
      'output-dir': {
        type: 'text',
        placeholder: 'dir',
        description: 'where --last looks for report.json',
        defaultText: 'reports/out',
        config: true,
      },
      data,
      full: {
        type: 'flag',
        description: 'show every step; else those that tell the story in about 40 lines',
      },
      until: {
        type: 'count',
        least: 0,
        placeholder: 'n',
        description: 'show the run up to step n, and all that is known there',
      },
      step: {
        type: 'flag',
        description:
          'walk through the run by key presses, from its damage on, beside the nearest run that passes',
      },
      html: { type: 'flag', description: 'write this failure alone as a page, replay.html' },
      debug: {
        type: 'count',
        least: 0,
        most: 65_535,
        bare: 9229,
        placeholder: 'port',
        description: 'stop in the inspector at the violating step; 9229 without a port, 0 for any',
      },
      'run-timeout': runTimeout,
      'worker-memory': workerMemory,
    },
  },
  list: {
    summary: 'show scenarios, variants, and what is expected of them',
    usage: ['list [filter…] [--json]', 'list --kinds [filter…] [--json]'],
    options: {
      json: { type: 'flag', description: 'as JSON' },
      kinds: {
        type: 'flag',
        description:
          'the kinds of findings, what each means, and whether the engine, an oracle or a scenario declares it',
      },
    },
  },
  init: {
    summary: 'write a first test that finds a race, a config file and a CI job into this package',
    usage: ['init [--runner vitest|node]'],
    options: {
      runner: {
        type: 'choice',
        of: ['vitest', 'node'],
        placeholder: 'vitest|node',
        description: 'who runs the test: vitest, or node --test',
        defaultText: 'vitest where package.json asks for it, else node',
      },
    },
  },
} as const satisfies Record<string, CommandSpec>;

export type CommandName = keyof typeof commands;

export const commandNames = Object.keys(commands) as CommandName[];

export type CommonOptions = Values<typeof commonOptions>;

export type OptionsOf<C extends CommandName> = Values<(typeof commands)[C]['options']> & CommonOptions;
