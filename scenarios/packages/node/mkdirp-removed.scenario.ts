import { rmdir } from 'node:fs/promises';
import { promisify } from 'node:util';
import { held, scenario, violated } from 'heddle';
import before from 'mkdirp-0.5.1';
import after from 'mkdirp-1.0.4';

/**
 * substack/node-mkdirp#92: the folder is there, so mkdir fails (EEXIST); before mkdirp asks stat whether it is a folder,
 * somebody removes it, and mkdirp gives up with EEXIST, for a path at which there is nothing. Versions since 1.0 leave
 * all that to one call of the system.
 */
const mkdirp = { id: 'packages', variants: { '0.5.1': promisify(before), '1.0.4': after } };

export default scenario('mkdirp: the folder is removed meanwhile', mkdirp, {
  node: true,
  invariants: ['makes'],
  expect: { '0.5.1': { makes: 'violated' } },
  runs: 50,
  run(sim, makeFolder) {
    const errors: string[] = [];
    const make = () => makeFolder('/cache').catch(({ message }: Error) => errors.push(message));
    sim.task('maker1', make);
    sim.task('maker2', make);
    sim.task('remover', () => rmdir('/cache').catch(() => {}));
    const isMade = () => errors.length === 0;
    return () => [isMade() ? held('makes') : violated('makes', 'wrong-result', errors.join(', '))];
  },
});
