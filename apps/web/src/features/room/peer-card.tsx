/** The other person of a chat of two: face, how they are found, and what they say of themselves. */
import type { MemberView } from '@alcove/client';
import type { ReactElement } from 'react';
import { Figure } from '../../persons/figure.tsx';
import { StatusLine } from '../../persons/status-line.tsx';
import { hueClass } from '../../ui/sign/portrait.tsx';
import { VerifiedMark } from '../../ui/sign/small.tsx';

export function PeerCard({ peer }: { peer: MemberView }): ReactElement {
  return (
    <div className="peer-card">
      <Figure person={peer} size={96} />
      <p className="member-name">
        <b className={`cut ${hueClass(peer.hue)}`}>
          <bdi>{peer.name}</bdi>
        </b>
        <VerifiedMark person={peer} />
      </p>
      {peer.status === null ? null : (
        <p className="member-says">
          <StatusLine status={peer.status} />
        </p>
      )}
      {peer.bio === '' ? null : (
        <p className="member-says">
          <bdi>{peer.bio}</bdi>
        </p>
      )}
    </div>
  );
}
