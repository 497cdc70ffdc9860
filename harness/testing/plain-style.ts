import { Chalk } from 'chalk';
import type { Style } from '../../reports/console/style.ts';

/** How text comes out in the message of an error: a runner shows it as it is, in whatever colour it likes. */
export const plainStyle: Style = { paint: new Chalk({ level: 0 }), width: 100 };
