/** Letters go out by SMTP, as plain text. Owns the transport and its failures; what a letter says is in packages/locales. */
import { createTransport } from 'nodemailer';
import { describeError, type Log } from '../logging/log.ts';

export interface Letter {
  readonly subject: string;
  readonly text: string;
}

export interface Mailer {
  /** Resolves when the mail server took it; false when it did not. */
  send(to: string, letter: Letter): Promise<boolean>;
  /** In the background, and once more a little later: for what nobody waits for, or must not be seen to wait for. */
  post(to: string, letter: Letter): void;
  /** Ends the connection; what is under way is finished first. */
  close(): Promise<void>;
}

const AGAIN_MS = 30_000;
const TIMEOUT_MS = 15_000;

/** `url`: smtp://user:password@host:587, or smtps:// for TLS from the start. */
export function createMailer(url: string, from: string, log: Log): Mailer {
  const transport = createTransport({
    url,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    // What is fetched or read from disk on behalf of a letter is nothing that this server sends.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const underWay = new Set<Promise<unknown>>();
  const waiting = new Set<NodeJS.Timeout>();
  let closed = false;

  async function send(to: string, { subject, text }: Letter): Promise<boolean> {
    try {
      await transport.sendMail({ from, to, subject, text, headers: { 'Auto-Submitted': 'auto-generated' } });
      return true;
    } catch (error) {
      // Its name and code only: what the mail server said may hold the address.
      log.error('mail failed', describeError(error));
      return false;
    }
  }

  function track(work: Promise<unknown>): void {
    underWay.add(work);
    void work.finally(() => underWay.delete(work));
  }

  return {
    send,
    post(to, letter) {
      track(
        send(to, letter).then((sent) => {
          if (sent || closed) return;
          const timer = setTimeout(() => {
            waiting.delete(timer);
            track(send(to, letter));
          }, AGAIN_MS).unref();
          waiting.add(timer);
        }),
      );
    },
    async close() {
      closed = true;
      for (const timer of waiting) clearTimeout(timer);
      await Promise.allSettled(underWay);
      transport.close();
    },
  };
}
