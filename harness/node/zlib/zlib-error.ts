import { constants } from 'node:zlib';

/** As `node_zlib.cc` tells them; all others are a `Zlib error`. */
const MESSAGES: Readonly<Record<string, string>> = {
  Z_BUF_ERROR: 'unexpected end of file',
  Z_NEED_DICT: 'Missing dictionary',
};

/** @param code a fault of the menu, as `Z_DATA_ERROR`. @throws Error where zlib has no such error */
export function errorOf(code: string): { readonly message: string; readonly errno: number } {
  const errno = (constants as Readonly<Record<string, number>>)[code];
  if (errno === undefined)
    throw new Error(`"${code}" is no error of zlib: use a code like Z_DATA_ERROR or Z_MEM_ERROR.`);
  return { message: MESSAGES[code] ?? 'Zlib error', errno };
}
