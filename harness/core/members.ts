/** A property of an object or of what it inherits from. */
export interface Member {
  readonly name: string | symbol;
  readonly isMethod: boolean;
  /** What it belongs to: the object, or one of its prototypes. */
  readonly owner: object;
}

/** What `object` has, but for what every object has: the nearest of each name, its own ones first. */
export function membersOf(object: object): Member[] {
  const members: Member[] = [];
  const seen = new Set<string | symbol>(['constructor']);
  for (let owner: object | null = object; owner !== null && owner !== Object.prototype;) {
    for (const name of Reflect.ownKeys(owner)) {
      if (seen.has(name)) continue;
      seen.add(name);
      const isMethod = typeof Object.getOwnPropertyDescriptor(owner, name)?.value === 'function';
      members.push({ name, isMethod, owner });
    }
    owner = Object.getPrototypeOf(owner) as object | null;
  }
  return members;
}
