/** The account's devices in short, without anything to press: this one first. */
import type { DevicesView } from '@alcove/client';
import { t } from '@alcove/locales';
import type { ReactElement } from 'react';
import { SkeletonLine } from '../../ui/sign/skeleton.tsx';
import { DeviceLine } from './device-line.tsx';
import './devices.css';

const words = t.devices.list;
const FIRST = 4;

export function DeviceLines({ devices }: { devices: DevicesView | null }): ReactElement {
  const all = devices?.devices ?? [];
  if (all.length === 0) {
    return (
      <div role="status" aria-label={words.loading}>
        <SkeletonLine width={3} />
      </div>
    );
  }
  return (
    <ul className="devices">
      {all.slice(0, FIRST).map((device) => (
        <li key={device.device} className="device">
          <DeviceLine device={device} />
          {device.isThis ? <span className="device-tag">{words.here}</span> : null}
          {device.isNew ? <span className="device-tag device-tag-lit">{words.fresh}</span> : null}
        </li>
      ))}
    </ul>
  );
}
