/** What both sides of a connection noted since they were last asked. */
export class Told {
  #server = 0;
  #client = 0;

  since(server: readonly string[], client: readonly string[]): string {
    const told = [
      ...[server.slice(this.#server)]
        .filter((lines) => lines.length > 0)
        .map((lines) => `server: ${lines.join(', ')}`),
      ...[client.slice(this.#client)]
        .filter((lines) => lines.length > 0)
        .map((lines) => `client: ${lines.join(', ')}`),
    ];
    this.#server = server.length;
    this.#client = client.length;
    return told.join('; ') || 'nothing';
  }
}
