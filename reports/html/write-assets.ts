import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundleAssets, LIVE_FILE, SCRIPT_FILE, STYLE_FILE } from './assets.ts';

/** The last step of the build: bundles the client from the sources next to the compiled reports. */
const { script, live, style } = bundleAssets(
  fileURLToPath(new URL('../../../reports/html', import.meta.url)),
);
writeFileSync(new URL(SCRIPT_FILE, import.meta.url), script);
writeFileSync(new URL(LIVE_FILE, import.meta.url), live);
writeFileSync(new URL(STYLE_FILE, import.meta.url), style);
