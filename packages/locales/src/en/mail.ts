/**
 * The letters a server sends: plain text, no pictures, nothing that tells that they were opened. Each says why it came, what to do,
 * and that doing nothing is fine.
 */
export interface About {
  readonly server: string;
  readonly handle: string;
}
export interface Letter {
  readonly subject: string;
  readonly text: string;
}

const lines = (...text: readonly string[]): string => `${text.join('\n')}\n`;
const whose = ({ server, handle }: About): string => `@${handle} on ${server}`;

export const mail = {
  verify: (about: About & { link: string; hours: number }): Letter => ({
    subject: `Is this your address? ${about.server}`,
    text: lines(
      `This address was entered for ${whose(about)}.`,
      '',
      'If that was you, open this link:',
      about.link,
      '',
      `It works once, for ${String(about.hours)} hours. The address is used when the password is forgotten, and to tell about new log-ins.`,
      'If it was not you, do nothing.',
    ),
  }),
  addressGone: (about: About): Letter => ({
    subject: `Address removed. ${about.server}`,
    text: lines(
      `This address does not belong to ${whose(about)} any more, and leads back into that account no longer.`,
      '',
      'If that was not you, log in on one of your devices and change your password.',
    ),
  }),
  reset: (about: About & { link: string; minutes: number }): Letter => ({
    subject: `Start anew? ${about.server}`,
    text: lines(
      `Somebody forgot the password of ${whose(about)} and asked for this letter.`,
      '',
      'If you have your recovery card, use it instead: it brings everything back. This link cannot do that. It gives you the name again, with',
      'a new beginning: your old messages stay closed, the people you write to are told, and all your devices are signed out.',
      '',
      'The link shows all of this once more before anything happens:',
      about.link,
      '',
      `It works once, for ${String(about.minutes)} minutes. If it was not you, do nothing: your account stays as it is.`,
    ),
  }),
  startedAnew: (about: About): Letter => ({
    subject: `Started anew. ${about.server}`,
    text: lines(
      `${whose(about)} was started anew with a link that was sent to this address.`,
      '',
      'If that was not you, somebody reads your mail. Change the password of your mailbox, then tell whoever runs the server.',
    ),
  }),
  newLogIn: (about: About & { when: string }): Letter => ({
    subject: `New log-in. ${about.server}`,
    text: lines(
      `A device that was not known before logged in as ${whose(about)} on ${about.when} (UTC).`,
      '',
      'If that was you, do nothing. If not, open Settings on one of your devices, change your password, and remove the device.',
    ),
  }),
  passwordAsked: (about: About & { when: string }): Letter => ({
    subject: `New password? ${about.server}`,
    text: lines(
      `A device of ${whose(about)} asked on ${about.when} (UTC) to set a new password without the old one. It can do that after a day.`,
      '',
      'If that was you, do nothing. If not, somebody has that device in their hands: open Alcove on another device, or log in with your',
      'password, say no, and remove the device.',
    ),
  }),
  passwordChanged: (about: About & { when: string }): Letter => ({
    subject: `Password changed. ${about.server}`,
    text: lines(
      `The password of ${whose(about)} was changed on ${about.when} (UTC).`,
      '',
      'If that was you, do nothing. If not, use your recovery card: it brings everything back, under a new password.',
    ),
  }),
} as const;
