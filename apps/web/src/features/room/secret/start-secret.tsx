/**
 * Begins a secret chat with somebody: a button, and the dialog that says in one breath what it means and with which of their devices. What
 * a device is called only its owner knows, so they are told apart by kind, and by which of them was written from last.
 */
import type { PersonView, RoomSummary, TheirDevice } from '@alcove/client';
import { t } from '@alcove/locales';
import { useClient, useCommand } from '@alcove/react';
import { useEffect, useState, type ReactElement } from 'react';
import { Radio, RadioGroup } from 'react-aria-components';
import { Button } from '../../../ui/control/button.tsx';
import { failureText } from '../../../ui/failure-text.ts';
import { Dialog } from '../../../ui/overlay/dialog.tsx';
import { Notice } from '../../../ui/sign/notice.tsx';
import { Isolated } from '../../../words/isolated.tsx';
import { spoken } from '../../../words/spoken.ts';
import './secret.css';

const words = t.secret;

interface Props {
  readonly person: PersonView;
  readonly onRoom: (room: RoomSummary['id']) => void;
}

export function StartSecret({ person, onRoom }: Props): ReactElement | null {
  const [open, setOpen] = useState(false);
  if (person.standing === 'blocked') return null;
  return (
    <>
      <Button icon="curtain" aria-label={spoken(words.startWith(person.name))} onPress={() => setOpen(true)}>
        {words.start}
      </Button>
      {open ? <StartDialog person={person} onRoom={onRoom} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function StartDialog({ person, onRoom, onClose }: Props & { onClose: () => void }): ReactElement {
  const client = useClient();
  const look = useCommand(() => client.devicesOf(person.account));
  const start = useCommand((device: TheirDevice['device']) => client.startSecret(person.account, device));
  const [devices, setDevices] = useState<readonly TheirDevice[] | null>(null);
  const [chosen, setChosen] = useState<TheirDevice['device'] | null>(null);
  const { run } = look;
  useEffect(() => {
    void run().then((outcome) => {
      if (outcome?.ok !== true) return;
      setDevices(outcome.value);
      setChosen(outcome.value[0]?.device ?? null);
    });
  }, [run]);
  const go = async (): Promise<void> => {
    if (chosen === null) return;
    const outcome = await start.run(chosen);
    if (outcome?.ok !== true) return;
    onClose();
    onRoom(outcome.value);
  };
  const failure = look.failure ?? start.failure;
  return (
    <Dialog
      title={spoken(words.title(person.name))}
      isOpen
      busy={start.pending}
      onClose={onClose}
      foot={
        <>
          <Button tone="quiet" isDisabled={start.pending} onPress={onClose}>
            {words.notNow}
          </Button>
          <Button tone="go" isPending={start.pending} isDisabled={chosen === null} onPress={() => void go()}>
            {words.go}
          </Button>
        </>
      }
    >
      <p>
        <Isolated>{words.lead(person.name)}</Isolated>
      </p>
      <Choice person={person} devices={devices} chosen={chosen} onChoose={setChosen} looking={look.failure === null} />
      {failure === null ? null : <Notice tone="brick">{failureText(failure)}</Notice>}
    </Dialog>
  );
}

function Choice(props: {
  person: PersonView;
  devices: readonly TheirDevice[] | null;
  chosen: TheirDevice['device'] | null;
  onChoose: (device: TheirDevice['device']) => void;
  looking: boolean;
}): ReactElement | null {
  const { devices, person } = props;
  if (devices === null)
    return props.looking ? (
      <p className="secret-hint" role="status">
        <Isolated>{words.looking(person.name)}</Isolated>
      </p>
    ) : null;
  const [only] = devices;
  if (devices.length < 2 || only === undefined) {
    return (
      <p className="secret-hint" role="status">
        <Isolated>{only === undefined ? words.none(person.name) : words.only(person.name, only.kind)}</Isolated>
      </p>
    );
  }
  return (
    <RadioGroup
      className="secret-devices"
      aria-label={spoken(words.which(person.name))}
      value={props.chosen ?? ''}
      onChange={(value) => {
        const picked = devices.find(({ device }) => device === value);
        if (picked !== undefined) props.onChoose(picked.device);
      }}
    >
      {devices.map((device) => (
        <Radio key={device.device} value={device.device}>
          <span className="secret-dot" />
          <span className="grow">{nameOf(device, devices)}</span>
          {device.wroteLast ? <span className="secret-hint">{words.wroteLast}</span> : null}
        </Radio>
      ))}
    </RadioGroup>
  );
}

/** Several of one kind are numbered in the order they stand. */
function nameOf(device: TheirDevice, all: readonly TheirDevice[]): string {
  const alike = all.filter(({ kind }) => kind === device.kind);
  return alike.length === 1 ? t.rooms.deviceKind(device.kind) : words.numbered(device.kind, alike.indexOf(device) + 1);
}
