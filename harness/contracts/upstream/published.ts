/** What the server has for a target. */
export interface Published {
  readonly status: number;
  readonly chunks: readonly string[];
}

/** `one|two` are chunks, all of which are the body; `status=503` is an error. */
export function publishedOf(text: string): Published {
  const [, status] = /^status=(\d+)$/.exec(text) ?? [];
  return status === undefined
    ? { status: 200, chunks: text.split('|') }
    : { status: Number(status), chunks: [] };
}
