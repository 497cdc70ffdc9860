import { readFileSync } from 'node:fs';
import { GONE, judgedFailures } from './judged-failures.ts';
import { differenceFrom, type Told, toldAgain } from './told-again.ts';

/*
 * `npm run judged`: tells the cause in data of all judged failures again, and fails where docs/data-causes.md says
 * something else: then the failure is to be judged anew. A quarter of an hour. `-- text`: only those of stories whose id
 * contains the text.
 */
const only = process.argv[2] ?? '';
const judged = judgedFailures(readFileSync(new URL('../data-causes.md', import.meta.url), 'utf8'));
const chosen = judged.filter(({ story, number }) => story.includes(only) && !GONE.includes(number));
const known = new Map<string, Told>();
let differ = 0;
for (const failure of chosen) {
  const { story, variant } = failure;
  const key = `${story} ${variant}`;
  const told = known.get(key) ?? (await toldAgain(story, variant));
  known.set(key, told);
  const difference = differenceFrom(failure, told);
  if (difference === undefined) continue;
  differ += 1;
  console.log(`${key}\n  ${difference}`);
}
console.log(`${chosen.length - differ} of ${chosen.length} are told as docs/data-causes.md has them`);
process.exitCode = differ === 0 && chosen.length > 0 ? 0 : 1;
