/**
 * What a person does about the ways into their account, one thing at a time: recovery code, password. Owns the lane and what each ends
 * in; the changes themselves are access.ts, the account's state is the account desk's.
 */
import { StoreError } from '@alcove/store';
import { done, failed, type FailureCode, type Outcome } from '../api/outcome.ts';
import type { EmailView, PasswordView } from '../api/access-views.ts';
import { createLane } from '../rooms/lane.ts';
import { changePassword, followVault, renewRecoveryCode, type AccessSeat } from './access.ts';
import type { AccountContext } from './context.ts';
import type { ClientApi } from '../api/client-api.ts';
import { endAccount } from './leaving.ts';
import type { AccountRuntime } from './runtime.ts';
import {
  addPasskey,
  beginSecondFactor,
  confirmSecondFactor,
  passkeyCreation,
  passkeysOf,
  removePasskey,
  renamePasskey,
  secondFactor,
  securityEvents,
  stopSecondFactor,
} from './factors.ts';
import { emailOf, removeEmail, sayLanguage, setEmail } from './email.ts';
import type { KnownAccount, Profile } from './profile.ts';
import { putRecovery, tryRecoveryCode, type Recovery } from './recovery.ts';
import { createPasswordDesk } from './password-desk.ts';
import { afterStep, learnDrill, tellDrill } from './recovery-drill.ts';

export interface AccessDesk {
  settleRecovery(how: 'kept' | 'put-off'): Promise<Outcome>;
  checkRecovery(words: readonly string[]): Promise<Outcome>;
  putOffRecoveryCheck(): Promise<Outcome>;
  newRecoveryCode(password: string): Promise<Outcome>;
  changePassword(typed: { current: string; fresh: string }): Promise<Outcome>;
  /** What is under way about it. */
  readonly password: PasswordView;
  askNewPassword(): Promise<Outcome>;
  refuseNewPassword(): Promise<Outcome>;
  setNewPassword(fresh: string): Promise<Outcome>;
  readPasswordNews(): Promise<Outcome>;
  email(): Promise<Outcome<EmailView>>;
  setEmail(typed: { address: string; password: string }): Promise<Outcome>;
  removeEmail(password: string): Promise<Outcome>;
  sayLanguage(language: string): Promise<Outcome>;
  secondFactor: ClientApi['secondFactor'];
  beginSecondFactor: ClientApi['beginSecondFactor'];
  confirmSecondFactor: ClientApi['confirmSecondFactor'];
  stopSecondFactor: ClientApi['stopSecondFactor'];
  passkeys: ClientApi['passkeys'];
  passkeyCreation: ClientApi['passkeyCreation'];
  addPasskey: ClientApi['addPasskey'];
  renamePasskey: ClientApi['renamePasskey'];
  removePasskey: ClientApi['removePasskey'];
  securityEvents: ClientApi['securityEvents'];
  endAccount(runtime: AccountRuntime, password: string): Promise<Outcome>;
  /** The server says that something changed, or a connection began. */
  follow(what: 'vault' | 'security'): Promise<void>;
}

/** The account desk, as far as it is of use here. */
export interface AccessHolder {
  state(): {
    readonly context: AccountContext;
    readonly known: KnownAccount;
    readonly recovery: Recovery;
    readonly profile: Profile;
  } | null;
  keep(change: { readonly known?: KnownAccount; readonly recovery?: Recovery }): void;
  enter(phase: 'ready' | 'recovery'): void;
  alarm(code: FailureCode): void;
}

export function createAccessDesk(holder: AccessHolder): AccessDesk {
  const lane = createLane();
  const password = createPasswordDesk(
    () => holder.state()?.context ?? null,
    () => holder.keep({}),
  );

  /** A new change of the account may only begin on what the one before it left. */
  const seated = <T>(run: (seat: AccessSeat) => Promise<Outcome<T>>): Promise<Outcome<T>> =>
    lane(async () => {
      const seat = seatOf(holder);
      if (seat === null) return failed('session-ended');
      try {
        return await run(seat);
      } catch (error) {
        seat.context.fault('access', error);
        return failed(error instanceof StoreError && error.code === 'full' ? 'storage-full-device' : 'internal');
      }
    });

  return {
    settleRecovery: (how) =>
      seated(async (seat) => {
        if (how === 'kept') await step({ ...seat, recovery: { ...seat.recovery, state: how, words: null } }, 'kept');
        else await seat.keepRecovery({ ...seat.recovery, state: how });
        holder.enter('ready');
        return done;
      }),
    checkRecovery: (words) =>
      seated(async (seat) => {
        // A code made anew elsewhere must not be mistaken for the one that is remembered here.
        await followVault(seat);
        const now = seatOf(holder) ?? seat;
        const tried = tryRecoveryCode(now.known, words);
        if (tried.ok) await step(now, 'checked');
        return tried;
      }),
    putOffRecoveryCheck: () =>
      seated(async (seat) => {
        await step(seat, 'put-off');
        return done;
      }),
    newRecoveryCode: (password) =>
      seated(async (seat) => {
        const renewed = await renewRecoveryCode(seat, password);
        if (renewed.ok) holder.enter('recovery');
        return renewed;
      }),
    changePassword: (typed) => seated((seat) => changePassword(seat, typed)),
    get password() {
      return password.view;
    },
    askNewPassword: () => seated((seat) => password.ask(seat)),
    refuseNewPassword: () => seated((seat) => password.refuse(seat)),
    setNewPassword: (fresh) => seated((seat) => password.set(seat, fresh)),
    readPasswordNews: () => seated((seat) => password.readNews(seat)),
    email: () => seated(emailOf),
    setEmail: (typed) => seated((seat) => setEmail(seat, typed)),
    removeEmail: (password) => seated((seat) => removeEmail(seat, password)),
    sayLanguage: (language) => seated((seat) => sayLanguage(seat, language)),
    secondFactor: () => seated(secondFactor),
    beginSecondFactor: (password) => seated((seat) => beginSecondFactor(seat, password)),
    confirmSecondFactor: (code) => seated((seat) => confirmSecondFactor(seat, code)),
    stopSecondFactor: (password) => seated((seat) => stopSecondFactor(seat, password)),
    passkeys: () => seated(passkeysOf),
    passkeyCreation: () => seated(passkeyCreation),
    addPasskey: (made) => seated((seat) => addPasskey(seat, made)),
    renamePasskey: (id, name) => seated((seat) => renamePasskey(seat, id, name)),
    removePasskey: (id, password) => seated((seat) => removePasskey(seat, id, password)),
    securityEvents: () => seated(securityEvents),
    endAccount: (runtime, password) => seated((seat) => endAccount(runtime, seat, password)),
    async follow(what) {
      await seated(async (seat) => {
        await password.look(seat);
        if (what !== 'vault') return done;
        const followed = await followVault(seat);
        const moved = holder.state()?.known ?? seat.known;
        await password.vaultMoved(seat, seat.known.vault, moved.vault);
        if (!followed.ok && followed.code === 'vault-rolled-back') holder.alarm(followed.code);
        const now = seatOf(holder);
        if (now === null) return followed;
        const learned = await learnDrill(now.context, now.recovery);
        if (learned !== now.recovery && now.context.open) await now.keepRecovery(learned);
        return followed;
      });
    },
  };
}

async function step(seat: AccessSeat, what: 'kept' | 'checked' | 'put-off'): Promise<void> {
  const after = afterStep(seat.recovery, what, seat.context.now());
  await seat.keepRecovery(after);
  tellDrill(seat.context, after);
}

/** Null when nobody is in. */
function seatOf(holder: AccessHolder): AccessSeat | null {
  const state = holder.state();
  if (state === null) return null;
  const { context, known, recovery, profile } = state;
  return {
    context,
    known,
    recovery,
    async keepKnown(next) {
      await profile.save(next);
      holder.keep({ known: next });
    },
    async keepRecovery(next) {
      await context.store.write(putRecovery(context.store, next));
      if (context.open) holder.keep({ recovery: next });
    },
  };
}
