/** The account's devices: what they are called, when they came and were here; rename, remove one or all others, add one. */
import type { DevicesView, OwnDeviceView } from '@alcove/client';
import { t } from '@alcove/locales';
import { useClient } from '@alcove/react';
import { useEffect, useState, type ReactElement } from 'react';
import { Button } from '../../ui/control/button.tsx';
import { IconButton } from '../../ui/control/icon-button.tsx';
import { Menu, MenuItem, MenuTrigger } from '../../ui/overlay/menu.tsx';
import { Notice } from '../../ui/sign/notice.tsx';
import { SkeletonLine } from '../../ui/sign/skeleton.tsx';
import { DeviceLine, deviceName } from './device-line.tsx';
import { RemoveDialog, RenameDialog } from './device-dialogs.tsx';
import './devices.css';

const words = t.devices.list;
type Acting =
  | { readonly what: 'rename' | 'remove'; readonly device: OwnDeviceView }
  | { readonly what: 'remove-others' };

export function DevicesSection(props: {
  devices: DevicesView | null;
  online: boolean;
  onAdd: () => void;
}): ReactElement {
  const client = useClient();
  const [acting, setActing] = useState<Acting | null>(null);
  const { online } = props;
  // Days and names come from elsewhere and are asked for when somebody looks.
  useEffect(() => {
    if (online) void client.lookAtDevices();
  }, [client, online]);
  const close = (): void => setActing(null);
  const devices = props.devices?.devices ?? [];
  const others = devices.filter(({ isThis }) => !isThis);
  const unenrolled = props.devices?.unenrolled ?? 0;
  return (
    <section className="set-section" aria-labelledby="set-devices">
      <h2 id="set-devices">{words.title}</h2>
      <p className="set-lead">{words.lead}</p>
      {online ? null : <Notice tone="plain">{words.offline}</Notice>}
      {devices.length === 0 ? (
        <div role="status" aria-label={words.loading}>
          <SkeletonLine width={3} />
        </div>
      ) : (
        <ul className="devices">
          {devices.map((device) => (
            <Row key={device.device} device={device} onAct={(what) => setActing({ what, device })} />
          ))}
        </ul>
      )}
      {unenrolled > 0 ? <p className="set-lead">{words.unenrolled(unenrolled)}</p> : null}
      <div className="set-acts">
        <Button icon="plus" onPress={props.onAdd}>
          {words.add}
        </Button>
        {others.length + unenrolled > 0 ? (
          <Button tone="stop" onPress={() => setActing({ what: 'remove-others' })}>
            {words.removeOthers}
          </Button>
        ) : null}
      </div>
      {acting?.what === 'rename' ? <RenameDialog device={acting.device} onClose={close} /> : null}
      {acting?.what === 'remove' ? <RemoveDialog devices={[acting.device]} others={false} onClose={close} /> : null}
      {acting?.what === 'remove-others' ? <RemoveDialog devices={others} others onClose={close} /> : null}
    </section>
  );
}

function Row(props: { device: OwnDeviceView; onAct: (what: 'rename' | 'remove') => void }): ReactElement {
  const { device } = props;
  return (
    <li className="device">
      <DeviceLine device={device} />
      {device.isThis ? <span className="device-tag">{words.here}</span> : null}
      {device.isNew ? <span className="device-tag device-tag-lit">{words.fresh}</span> : null}
      <MenuTrigger>
        <IconButton icon="more" label={words.more(deviceName(device))} />
        <Menu label={words.more(deviceName(device))}>
          <MenuItem icon="pencil" onAction={() => props.onAct('rename')}>
            {words.rename}
          </MenuItem>
          {device.isThis ? null : (
            <MenuItem icon="trash" stop onAction={() => props.onAct('remove')}>
              {words.remove}
            </MenuItem>
          )}
        </Menu>
      </MenuTrigger>
    </li>
  );
}
