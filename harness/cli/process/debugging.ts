/** Whether errors show their stack: HEDDLE_DEBUG is set, and neither empty nor 0. */
export function debugging(): boolean {
  const value = process.env['HEDDLE_DEBUG'];
  return value !== undefined && value !== '' && value !== '0';
}
