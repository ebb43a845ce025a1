/** A real SMTP server on loopback, and the letters it got. Whoever sends to `full@…` is refused. */
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface Received {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** What a link in it carries after the #. */
  readonly fragment: string | null;
}

export class Mailbox {
  readonly letters: Received[] = [];
  readonly #server: SMTPServer;
  #waiting: (() => void)[] = [];

  private constructor() {
    this.#server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onRcptTo: (address, _session, done) =>
        address.address.startsWith('full@') ? done(new Error('mailbox full')) : done(),
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const to = session.envelope.rcptTo.map(({ address }) => address).join(',');
          this.letters.push(read(to, Buffer.concat(chunks).toString('utf8')));
          done();
          const waiting = this.#waiting;
          this.#waiting = [];
          for (const look of waiting) look();
        });
      },
    });
  }

  static async open(): Promise<Mailbox> {
    const box = new Mailbox();
    await new Promise<void>((resolve) => box.#server.listen(0, '127.0.0.1', resolve));
    return box;
  }

  get url(): string {
    return `smtp://127.0.0.1:${String((this.#server.server.address() as AddressInfo).port)}`;
  }

  /** The newest letter to somebody that fits; waits for it. */
  async next(to: string, fits: (letter: Received) => boolean = () => true): Promise<Received> {
    for (;;) {
      const found = this.letters.findLast((letter) => letter.to === to && fits(letter));
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => void this.#waiting.push(resolve));
    }
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.close(resolve));
  }
}

/** What quoted-printable made of UTF-8. */
function unquoted(text: string): string {
  const bytes = text.replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** A header beyond ASCII comes in pieces, each quoted or as base64 (RFC 2047); between two of them a space is none. */
function decoded(header: string): string {
  return header
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_all, how: string, text: string) =>
      how.toLowerCase() === 'b' ? Buffer.from(text, 'base64').toString('utf8') : unquoted(text.replaceAll('_', ' ')),
    );
}

/** Plain text, which may come as quoted-printable. */
function read(to: string, raw: string): Received {
  const [head = '', ...rest] = raw.split('\r\n\r\n');
  const folded = head.replace(/\r\n[ \t]+/g, ' ');
  const body = rest.join('\r\n\r\n');
  const text = /quoted-printable/i.test(folded) ? unquoted(body.replace(/=\r\n/g, '')) : body;
  const subject = decoded(/^Subject: (.*)$/im.exec(folded)?.[1] ?? '');
  return { to, subject, text, fragment: /#(\w+=[\w-]+)/.exec(text)?.[1] ?? null };
}
