import { readFileSync, writeFileSync } from 'node:fs';
import { generated } from './generated.ts';
import { withSection } from './section.ts';

// `npm run docs`: writes every generated section into its page.
for (const { file, name, text } of await generated()) {
  const url = new URL(`../../${file}`, import.meta.url);
  writeFileSync(url, withSection(readFileSync(url, 'utf8'), name, text));
}
