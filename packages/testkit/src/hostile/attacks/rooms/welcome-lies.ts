/** C07: Welcomes that are not what they say: of another room, of another epoch, or a second time. */
import type { ServerFrameOf } from '@alcove/protocol';
import type { Attack } from '../../transport.ts';

type Welcome = ServerFrameOf<'welcome'>;

/** Every Welcome to `victim` is changed on its way; `null` keeps it back. */
export function changeWelcomes(victim: string, change: (welcome: Welcome) => Welcome | null): Attack {
  return {
    claim: 'C07',
    toClient(frame, wire) {
      if (wire.name !== victim || frame.t !== 'welcome') return [frame];
      const told = change(frame);
      return told === null ? 'drop' : [told];
    },
  };
}

export interface WelcomeOfLoser extends Attack {
  /** Resolves when the commit that will lose is held back. */
  readonly held: Promise<void>;
}

/** Holds the loser's commit back, so that somebody else's wins, and gives the victim the Welcome that the loser made. */
export function welcomeOfLoser(loser: string, victim: string): WelcomeOfLoser {
  const held = Promise.withResolvers<void>();
  let lost: Welcome['body'] | null = null;
  return {
    claim: 'C07',
    held: held.promise,
    toServer(frame, wire) {
      if (wire.name !== loser || frame.t !== 'append' || frame.kind !== 'commit') return [frame];
      lost ??= frame.welcome ?? null;
      held.resolve();
      return 'drop';
    },
    toClient(frame, wire) {
      if (wire.name !== victim || frame.t !== 'welcome' || lost === null) return [frame];
      return [{ ...frame, body: lost }];
    },
  };
}
