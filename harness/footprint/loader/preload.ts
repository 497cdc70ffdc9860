/*
 * `node --import heddle/footprints …`: the package in whose folder Node was started is loaded instrumented. What registers
 * hooks of its own, as tsx does, comes after it.
 */
import { packageRoot } from '../../trace/package-root.ts';
import { instrumentLoaded } from './instrumenting-loader.ts';

process.setSourceMapsEnabled(true);
instrumentLoaded({ root: packageRoot(process.cwd()) ?? process.cwd(), packages: [] });
