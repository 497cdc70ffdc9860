/** What an object of somebody else's has under a symbol of its own that is described so. */
export function bySymbol(holder: object, description: string): unknown {
  const symbol = Object.getOwnPropertySymbols(holder).find((own) => own.description === description);
  return symbol === undefined ? undefined : (Reflect.get(holder, symbol) as unknown);
}
