/**
 * The next turn of the event loop. In asyncio who is woken resumes there (`call_soon`), behind what is ready already; here
 * he would resume at once. Only where that makes a difference.
 */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}
