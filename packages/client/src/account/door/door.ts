/**
 * A person who proved who they are, on a device that is not in yet: holds the ways in open until one of them succeeds or they leave.
 * Each way is account/enrolment.ts; asking another device goes on in account/asking.ts meanwhile.
 */
import type { VaultOpener } from '../../api/client-api.ts';
import { failed, type Outcome } from '../../api/outcome.ts';
import type { EnrollingView } from '../../api/device-views.ts';
import type { Failure } from '../../session/failure.ts';
import { createAsking, type NewDeviceAsking } from './asking.ts';
import type { Enrolling, Here } from '../log-in.ts';
import { enrolByGrant, enrolByVault, leaveEnrolment } from './enrolment.ts';
import type { SignedIn } from '../sign-up.ts';

export interface Door {
  readonly view: EnrollingView | null;
  readonly asking: NewDeviceAsking | null;
  stand(here: Here, own: Enrolling): void;
  enrol(by: VaultOpener): Promise<Outcome>;
  /** Nobody stands there any more; the session ends. */
  leave(): Promise<void>;
  /** The program ends. */
  close(): void;
}

interface Standing {
  readonly here: Here;
  readonly own: Enrolling;
  readonly asking: NewDeviceAsking;
}

/** `comeIn` takes a way in, one at a time. */
export function createDoor(
  comeIn: (here: Here, way: () => Promise<SignedIn | Failure>) => Promise<Outcome>,
  changed: () => void,
): Door {
  let standing: Standing | null = null;

  /** A way that failed leaves the others open. */
  async function through(mine: Standing, way: () => Promise<SignedIn | Failure>): Promise<Outcome> {
    const outcome = await comeIn(mine.here, async () => (standing === mine ? way() : failed('session-ended')));
    if (outcome.ok && standing === mine) {
      mine.asking.stop();
      standing = null;
      changed();
    }
    return outcome;
  }

  return {
    get view() {
      return standing?.asking.view ?? null;
    },
    get asking() {
      return standing?.asking ?? null;
    },
    stand(here, own) {
      const { ports, calls } = here;
      const asking = createAsking({
        ports,
        calls,
        own,
        changed,
        fault: (error) => ports.report({ where: 'enrolment', error }),
        granted: async (asked, granted) => {
          const entered = await through(mine, () => enrolByGrant(here, own, asked, granted));
          return entered.ok ? null : entered.code;
        },
      });
      const mine: Standing = { here, own, asking };
      standing = mine;
      asking.ask();
    },
    async enrol(by) {
      const mine = standing;
      return mine === null ? failed('session-ended') : through(mine, () => enrolByVault(mine.here, mine.own, by));
    },
    async leave() {
      const mine = standing;
      standing = null;
      mine?.asking.stop();
      if (mine !== null) await leaveEnrolment(mine.here);
    },
    close() {
      standing?.asking.stop();
      standing = null;
    },
  };
}
