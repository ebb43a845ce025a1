/** Making a room: its log begins with the signed genesis, and its name is the genesis' hash. */
import { FrameId } from '@alcove/protocol';
import type { Handlers } from '../http/api-routes.ts';
import type { Limits } from '../limits/limits.ts';
import type { RoomLog } from '../log/room-log.ts';
import { done, refuse } from '../outcome.ts';
import type { PolicyReader } from './policy-admission.ts';

export function roomRoutes(ports: {
  readonly roomLog: RoomLog;
  readonly readPolicy: PolicyReader;
  readonly limits: Limits;
}): Pick<Handlers, 'createRoom'> {
  return {
    async createRoom({ caller, request }) {
      const id = FrameId.safeParse(request.id);
      if (!id.success) return refuse('malformed', 'id');
      const over = ports.limits.over('room.create', caller.account);
      if (over !== undefined) return over;
      const author = { account: caller.account, device: caller.device };
      const genesis = ports.readPolicy(request.genesis, author);
      if (!genesis.ok) return genesis;
      const { promise, resolve } = Promise.withResolvers<Parameters<Parameters<RoomLog['append']>[1]>[0]>();
      ports.roomLog.append({ kind: 'create', author, id: id.data, genesis: genesis.value }, resolve);
      const outcome = await promise;
      return outcome.ok ? done({ ...outcome.value }) : outcome;
    },
  };
}
