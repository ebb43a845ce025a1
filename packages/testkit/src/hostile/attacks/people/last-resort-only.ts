/** C03: for one device the server hands out its last resort alone, and the first one for ever, whatever was uploaded since. */
import type { RouteRequest } from '@alcove/protocol';
import type { Attack } from '../../transport.ts';

type Uploaded = RouteRequest<'uploadKeyPackages'>['packages'][number];

export interface LastResortOnly extends Attack {
  /** Every last resort that the device uploaded, oldest first. */
  readonly uploaded: readonly Uploaded[];
}

/** Begins before the device uploads its first ones. */
export function lastResortOnly(victim: string): LastResortOnly {
  const uploaded: Uploaded[] = [];
  let device: string | null = null;
  return {
    claim: 'C03',
    uploaded,
    toClient(frame, wire) {
      if (wire.name === victim && frame.t === 'ready') device = frame.device;
      return [frame];
    },
    replies: {
      uploadKeyPackages(request, reply, wire) {
        if (wire.name === victim) uploaded.push(...request.packages.filter(({ lastResort }) => lastResort));
        return reply;
      },
      claimKeyPackages(_request, reply) {
        const [first] = uploaded;
        return {
          packages: reply.packages.map((each) =>
            each.device === device && first !== undefined ? { ...each, body: first.body, lastResort: true } : each,
          ),
        };
      },
    },
  };
}
