/**
 * What the fault menu calls operations, and is one slip away from what an operation is called: a fault that can never
 * befall anything. Names that no run of this variant has are no mistake by themselves: variants share a menu.
 * @param menu names in the menu
 * @param declared names of the operations that runs have declared
 * @throws Error that names both
 */
export function checkMenu(menu: readonly string[], declared: ReadonlySet<string>): void {
  for (const name of menu) {
    if (declared.has(name)) continue;
    const meant = [...declared].find((other) => !menu.includes(other) && isOneSlip(name, other));
    if (meant !== undefined)
      throw new Error(
        `The fault menu speaks of the operation '${name}', which no run has; '${meant}' there is.`,
      );
  }
}

/** Whether one character too many, too few, another, or two exchanged make all the difference. */
function isOneSlip(a: string, b: string): boolean {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  const [restA, restB] = [a.slice(start), b.slice(start)];
  return (
    restA.slice(1) === restB ||
    restA === restB.slice(1) ||
    restA.slice(1) === restB.slice(1) ||
    (restA.slice(2) === restB.slice(2) && restA[0] === restB[1] && restA[1] === restB[0])
  );
}
