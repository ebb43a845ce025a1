/** One device in words: what it is called, what it is, when it came and was here. */
import type { OwnDeviceView } from '@alcove/client';
import { t } from '@alcove/locales';
import type { ReactElement } from 'react';
import { Icon, type IconName } from '../../ui/sign/icon.tsx';
import { calendarDay } from '../../words/times.ts';

const words = t.devices.list;
const ICON: Readonly<Record<OwnDeviceView['kind'], IconName>> = {
  browser: 'laptop',
  phone: 'phone',
  terminal: 'code',
  bot: 'settings',
};

export function DeviceLine({ device }: { device: OwnDeviceView }): ReactElement {
  const now = Date.now();
  const facts = [
    t.rooms.deviceKind(device.kind),
    ...(device.addedAt === null ? [] : [words.added(calendarDay(device.addedAt, now))]),
    ...(device.isThis || device.lastSeenAt === null ? [] : [words.seen(calendarDay(device.lastSeenAt, now))]),
  ];
  return (
    <>
      <span className="crest crest-40" aria-hidden="true">
        <Icon name={ICON[device.kind]} />
      </span>
      <span className="grow device-words">
        <b className="cut">
          <bdi>{deviceName(device)}</bdi>
        </b>
        <small>{facts.join(', ')}</small>
      </span>
    </>
  );
}

export const deviceName = ({ name }: OwnDeviceView): string => (name === '' ? words.unnamed : name);
