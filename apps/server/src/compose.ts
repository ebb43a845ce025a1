/** Every route of the protocol with the feature that answers it. A route without a handler does not compile. */
import { PROTOCOL_VERSION, type AccountId } from '@alcove/protocol';
import { accessHandlers, connectionLog, deviceCameIn, ownListChanged } from './compose-access.ts';
import { accountRoutes } from './accounts/routes.ts';
import { approvalRoutes } from './approvals/routes.ts';
import { archiveRoutes } from './archive/routes.ts';
import type { ServerConfig } from './config.ts';
import { deviceRoutes } from './devices/routes.ts';
import type { Handlers } from './http/api-routes.ts';
import { keyPackageRoutes } from './key-packages/routes.ts';
import { done } from './outcome.ts';
import { peopleRoutes } from './people/routes.ts';
import { recordRoutes } from './records/routes.ts';
import { roomRoutes } from './rooms/routes.ts';
import { sessionRoutes } from './sessions/routes.ts';
import type { Parts } from './start-server.ts';

const VERSION = '0.1.0';

export function apiHandlers(config: ServerConfig, parts: Parts): Handlers {
  const { audience, closeMailbox } = parts;
  const access = accessHandlers(config, parts);
  return {
    async server() {
      return done({
        name: config.name,
        serverId: parts.serverId,
        version: VERSION,
        protocol: PROTOCOL_VERSION,
        registration: config.registration,
        mail: parts.mailer !== null,
        opaqueServerPublicKey: parts.opaque.publicKey,
        now: parts.now(),
      });
    },
    ...accountRoutes({ ...parts, registration: config.registration }),
    ...sessionRoutes({ ...parts, onConnecting: connectionLog(parts) }),
    ...deviceRoutes({
      ...parts,
      onBound: closeMailbox,
      knownToken: (account, device) => parts.guard.tokenFor(account, device),
      onIn: deviceCameIn(config, parts),
      onVaultChanged: (account) => audience.frame([account], { t: 'account-changed', what: 'vault' }),
      onListChanged: ownListChanged(parts),
    }),
    ...approvalRoutes({
      ...parts,
      onChanged: (account) => audience.frame([account], { t: 'approvals-changed' }),
    }),
    ...peopleRoutes(parts),
    ...keyPackageRoutes({
      ...parts,
      onLow: (device, left) => audience.toDevices([device], { t: 'key-packages-low', left }),
    }),
    ...roomRoutes(parts),
    ...recordRoutes({ ...parts, onChanged: recordsChanged(parts) }),
    ...access,
    ...archiveRoutes({
      ...parts,
      quota: config.quotas['archive.bytes'],
      onChanged: (account, by) =>
        audience.frame([account], { t: 'account-changed', what: 'archive' }, audience.ofDevice(by)),
    }),
  };
}

function recordsChanged({ audience }: Parts): (account: AccountId) => void {
  return (account) => audience.frame([account], { t: 'account-changed', what: 'records' });
}
