import net, { type Socket } from 'node:net';
import { FakeServer, type ListenOptions } from '../listen/fake-server.ts';
import { Dialogue } from './dialogue.ts';
import type { Mail, SmtpReplies } from './mail.ts';

/** Where a mail server listens, and what it refuses. */
export interface SmtpOptions extends ListenOptions {
  /**
   * Asked at each command, `MAIL`, `RCPT`, `DATA` …, and at the end of a message, which is `.`. Default: everything is
   * accepted.
   */
  readonly replies?: SmtpReplies;
}

/**
 * A server that takes mail, port 587 by default, and keeps it. Any login is right, and none is needed; there is no TLS.
 *
 * ```ts
 * const server = new SmtpServer({ replies: (verb) => (verb === 'RCPT' ? '450 mailbox busy' : undefined) });
 * const transport = nodemailer.createTransport({ host: 'localhost' });
 * ```
 */
export class SmtpServer extends FakeServer {
  /** What was accepted, in order. */
  readonly accepted: Mail[] = [];
  readonly #replies: SmtpReplies;

  constructor(options: SmtpOptions = {}) {
    super(() => net.createServer({ noDelay: true }), options, 587);
    this.#replies = options.replies ?? (() => undefined);
  }

  /** @internal */
  protected override connected(socket: Socket): () => void {
    const dialogue = new Dialogue((mail) => this.accepted.push(mail), this.#replies);
    let rest = Buffer.alloc(0);
    socket.on('data', (chunk) => {
      rest = Buffer.concat([rest, chunk]);
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const line = rest.toString('utf8', 0, end);
        rest = rest.subarray(end + 2);
        const answer = dialogue.answer(line);
        if (answer !== undefined) socket.write(`${answer}\r\n`);
        if (answer?.startsWith('221') || answer?.startsWith('421')) socket.end();
      }
    });
    socket.write('220 localhost ESMTP\r\n');
    return () => {};
  }
}
