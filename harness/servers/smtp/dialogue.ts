import type { Mail, SmtpReplies } from './mail.ts';

/** What a server says to one client, line by line. */
export class Dialogue {
  readonly #accept: (mail: Mail) => number;
  readonly #replies: SmtpReplies;
  #from: string | undefined;
  #to: string[] = [];
  /** The lines of the message that is under way. */
  #content: string[] | undefined;
  /** What is still asked of a client that logs in. */
  #asked: string[] = [];

  /** @param accept keeps a message, and says how many there are */
  constructor(accept: (mail: Mail) => number, replies: SmtpReplies) {
    this.#accept = accept;
    this.#replies = replies;
  }

  /** What is said to a line; undefined where more has to come first. */
  answer(line: string): string | undefined {
    if (this.#content !== undefined) return this.#contentLine(line, this.#content);
    if (this.#asked.length > 0) {
      this.#asked.shift();
      return this.#logIn();
    }
    const [verb = '', ...rest] = line.split(' ');
    const argument = rest.join(' ');
    return this.#replies(verb.toUpperCase(), argument) ?? this.#command(verb.toUpperCase(), argument);
  }

  #command(verb: string, argument: string): string {
    switch (verb) {
      case 'EHLO':
        return ['250-at your service', '250-8BITMIME', '250-SMTPUTF8', '250 AUTH PLAIN LOGIN'].join('\r\n');
      case 'HELO':
      case 'NOOP':
        return '250 OK';
      case 'RSET':
        this.#reset();
        return '250 OK';
      case 'AUTH':
        return this.#auth(argument);
      case 'MAIL':
        if (this.#from !== undefined) return '503 5.5.1 nested MAIL command';
        this.#from = addressIn(argument);
        return '250 2.1.0 OK';
      case 'RCPT':
        if (this.#from === undefined) return '503 5.5.1 need MAIL first';
        this.#to.push(addressIn(argument));
        return '250 2.1.5 OK';
      case 'DATA':
        if (this.#to.length === 0) return '503 5.5.1 need RCPT first';
        this.#content = [];
        return '354 end data with <CR><LF>.<CR><LF>';
      case 'QUIT':
        return '221 2.0.0 bye';
      default:
        return '502 5.5.1 command not implemented';
    }
  }

  /** Whatever is said, it is right. */
  #auth(argument: string): string {
    const [method, initial] = argument.toUpperCase().split(' ');
    if (method === 'PLAIN') this.#asked = initial === undefined ? [''] : [];
    else if (method === 'LOGIN') this.#asked = [...(initial === undefined ? ['Username:'] : []), 'Password:'];
    else return '504 5.5.4 unknown way to log in';
    return this.#logIn();
  }

  #logIn(): string {
    const [asked] = this.#asked;
    if (asked === undefined) return '235 2.7.0 accepted';
    return `334 ${Buffer.from(asked).toString('base64')}`;
  }

  #contentLine(line: string, content: string[]): string | undefined {
    if (line !== '.') {
      content.push(line.startsWith('.') ? line.slice(1) : line);
      return undefined;
    }
    this.#content = undefined;
    const [from = '', to] = [this.#from, this.#to];
    this.#reset();
    const refusal = this.#replies('.', '');
    if (refusal !== undefined) return refusal;
    const text = content.map((each) => `${each}\r\n`).join('');
    return `250 2.0.0 OK: queued as ${this.#accept({ from, to, content: text })}`;
  }

  #reset(): void {
    this.#from = undefined;
    this.#to = [];
  }
}

/** The address of `FROM:<ann@example.org> SIZE=100`. */
function addressIn(argument: string): string {
  return /<([^>]*)>/.exec(argument)?.[1] ?? argument.replace(/^(from|to):\s*/i, '');
}
