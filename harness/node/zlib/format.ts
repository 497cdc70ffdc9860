let ownerSymbol: symbol | undefined;

/** What traces call a native stream: by the class of the stream that it works for, as `gunzip`. */
export function formatOf(handle: object): string | undefined {
  ownerSymbol ??= Object.getOwnPropertySymbols(handle).find((key) => key.description === 'owner_symbol');
  if (ownerSymbol === undefined) return undefined;
  const { name } = (Reflect.get(handle, ownerSymbol) as object).constructor;
  return name.charAt(0).toLowerCase() + name.slice(1);
}
