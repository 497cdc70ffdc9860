/** A property of an object or of what it inherits from. */
export interface Member {
  readonly name: string | symbol;
  readonly isMethod: boolean;
  readonly isEnumerable: boolean;
  /** What it belongs to: the object, or one of its prototypes. */
  readonly owner: object;
}

/** What `object` has of its own. */
export function ownMembers(object: object): Member[] {
  return Reflect.ownKeys(object).map((name) => {
    const descriptor = Object.getOwnPropertyDescriptor(object, name);
    const isMethod = typeof descriptor?.value === 'function';
    return { name, isMethod, isEnumerable: descriptor?.enumerable === true, owner: object };
  });
}

/** What `object` inherits, but for what every object does: the nearest of each name. */
export function inheritedMembers(object: object): Member[] {
  const members = new Map<string | symbol, Member>();
  let owner = Object.getPrototypeOf(object) as object | null;
  while (owner !== null && owner !== Object.prototype) {
    for (const member of ownMembers(owner)) if (!members.has(member.name)) members.set(member.name, member);
    owner = Object.getPrototypeOf(owner) as object | null;
  }
  members.delete('constructor');
  return [...members.values()];
}

/** The names of all methods that `object` has. */
export function methodsOf(object: object): string[] {
  const all = [...ownMembers(object), ...inheritedMembers(object)];
  const names = all
    .filter(({ isMethod, name }) => isMethod && typeof name === 'string')
    .map(({ name }) => String(name));
  return [...new Set(names)];
}
