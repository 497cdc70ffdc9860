import { describe, expect, it } from 'vitest';
import { type BadSubject, tell } from './bad-subject.fixture.ts';
import { scenarios } from './scenarios.fixture.ts';
import { sharing } from './sharing.fixture.ts';
import { throwing } from './throwing.fixture.ts';
import { unstable } from './unstable.fixture.ts';
import { waiting } from './waiting.fixture.ts';

const gallery: Readonly<Record<string, readonly BadSubject[]>> = {
  'code that waits for what does not come': waiting,
  'code that throws where nobody catches it': throwing,
  'code that is not the same twice': unstable,
  'code that changes what all share, or cannot be looked at': sharing,
  'a scenario that is wrong itself': scenarios,
};

/*
 * What people run into, one small program each. The verdict has to be right, and a reader who knows nothing but the text
 * has to know whose fault it is.
 */
describe.each(Object.entries(gallery))('%s', (_, subjects) => {
  it.each(subjects.map((subject) => [subject.name, subject] as const))('%s', async (_name, subject) => {
    const { verdict, text } = await tell(subject);
    expect({ verdict, text }).toMatchObject({ verdict: subject.verdict });
    for (const part of subject.says) expect(text).toMatch(part);
  });
});
