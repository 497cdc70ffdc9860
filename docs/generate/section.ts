/** The page with `text` between the marks of the section `name`. Throws where the page has no such marks. */
export function withSection(page: string, name: string, text: string): string {
  const begin = `<!-- ${name}:begin (npm run docs) -->`;
  const end = `<!-- ${name}:end -->`;
  const from = page.indexOf(begin);
  const to = page.indexOf(end, from);
  if (from < 0 || to < 0) throw new Error(`The page needs the lines ${begin} and ${end}.`);
  return `${page.slice(0, from)}${begin}\n\n${text}\n\n${page.slice(to)}`;
}
