/** Finding people by name, and following their device lists. A session that may only enrol sees its own account alone. */
import { toBase64url } from '@alcove/protocol';
import type { Db } from '../database/schema.ts';
import type { Handlers } from '../http/api-routes.ts';
import type { Limits } from '../limits/limits.ts';
import { done, refuse } from '../outcome.ts';

export function peopleRoutes({ db, limits }: { readonly db: Db; readonly limits: Limits }): Pick<Handlers, 'person'> {
  return {
    async person({ caller, request }) {
      const { username, account, after } = request;
      if ((username === undefined) === (account === undefined)) return refuse('malformed', 'username or account');
      const over =
        username === undefined
          ? limits.over('directory.refresh', caller.account)
          : (limits.over('directory.lookup', caller.account) ?? limits.over('directory.day', caller.account));
      if (over !== undefined) return over;
      const found = await db
        .selectFrom('account')
        .select(['id', 'username', 'former_username', 'successor'])
        .$if(username !== undefined, (q) => q.where('username', '=', username!))
        .$if(account !== undefined, (q) => q.where('id', '=', account!))
        .executeTakeFirst();
      if (caller.device === null && found?.id !== caller.account) return refuse('forbidden', 'enrol a device first');
      if (found === undefined) return refuse('not-found', 'nobody of that name');
      const lists = await db
        .selectFrom('device_list')
        .select('body')
        .where('account', '=', found.id)
        .where('seq', '>', after)
        .orderBy('seq')
        .execute();
      return done({
        account: found.id,
        username: found.former_username ?? found.username,
        lists: lists.map((l) => toBase64url(l.body)),
        ...(found.successor === null ? {} : { successor: found.successor }),
      });
    },
  };
}
