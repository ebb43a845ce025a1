/** Picture, name, handle, a few words about oneself, how one is found; and one's own link with its square. */
import type { MeView } from '@alcove/client';
import { CONTENT_LIMIT } from '@alcove/content';
import { t } from '@alcove/locales';
import { useClient, useCommand, useTopic } from '@alcove/react';
import { lazy, Suspense, useId, useState, type ReactElement } from 'react';
import { ownPerson } from '../../../persons/own-person.ts';
import { StatusDialog } from '../../../persons/status-dialog.tsx';
import { StatusLine } from '../../../persons/status-line.tsx';
import { Button } from '../../../ui/control/button.tsx';
import { Form } from '../../../ui/control/form.tsx';
import { TextField } from '../../../ui/control/text-field.tsx';
import { failureText } from '../../../ui/failure-text.ts';
import { Portrait } from '../../../ui/sign/portrait.tsx';
import { Section } from '../section.tsx';
import { PictureButtons } from './picture-buttons.tsx';
import './you.css';

const QrSquare = lazy(async () => ({ default: (await import('../../../ui/sign/qr-square.tsx')).QrSquare }));
const words = t.settings;
const { profile } = t;

export function YouSection({ me, link }: { me: MeView; link: string }): ReactElement {
  return (
    <Section id="you" title={words.sections.you}>
      <div className="set-you">
        <Portrait person={ownPerson(me)} size={64} />
        <p className="grow">
          <b>
            <bdi>{me.displayName}</bdi>
          </b>
          <span className="set-handle">@{me.username}</span>
        </p>
      </div>
      <PictureButtons me={me} />
      <NameForm me={me} />
      <BioForm me={me} />
      <OwnStatus me={me} />
      <OwnLink link={link} />
    </Section>
  );
}

function NameForm({ me }: { me: MeView }): ReactElement {
  const client = useClient();
  const [name, setName] = useState(me.displayName);
  const [saved, setSaved] = useState(false);
  const save = useCommand(() => client.setDisplayName(name.trim()));
  const empty = name.trim() === '';
  const submit = async (): Promise<void> => {
    if (empty) return;
    const outcome = await save.run();
    setSaved(outcome?.ok === true);
  };
  return (
    <Form className="set-line" onSubmit={() => void submit()}>
      <TextField
        label={words.name}
        hint={saved ? words.nameSaved : words.nameHint}
        good={saved}
        value={name}
        maxLength={64}
        autoComplete="name"
        onChange={(value) => {
          setSaved(false);
          save.clear();
          setName(value);
        }}
        error={empty ? words.nameMissing : save.failure === null ? null : failureText(save.failure)}
      />
      <Button type="submit" isPending={save.pending} isDisabled={empty || name.trim() === me.displayName}>
        {t.common.save}
      </Button>
    </Form>
  );
}

function BioForm({ me }: { me: MeView }): ReactElement {
  const client = useClient();
  const [bio, setBio] = useState(me.bio);
  const [saved, setSaved] = useState(false);
  const save = useCommand(() => client.setBio(bio));
  const tooLong = [...bio.trim()].length > CONTENT_LIMIT.bioLetters;
  const submit = async (): Promise<void> => {
    if (tooLong) return;
    const outcome = await save.run();
    setSaved(outcome?.ok === true);
  };
  return (
    <Form className="set-line" onSubmit={() => void submit()}>
      <TextField
        label={profile.bio}
        hint={saved ? profile.bioSaved : profile.bioHint}
        good={saved}
        value={bio}
        autoComplete="off"
        onChange={(value) => {
          setSaved(false);
          save.clear();
          setBio(value);
        }}
        error={
          tooLong
            ? profile.bioTooLong(CONTENT_LIMIT.bioLetters)
            : save.failure === null
              ? null
              : failureText(save.failure)
        }
      />
      <Button type="submit" isPending={save.pending} isDisabled={tooLong || bio.trim() === me.bio}>
        {t.common.save}
      </Button>
    </Form>
  );
}

function OwnStatus({ me }: { me: MeView }): ReactElement {
  const [open, setOpen] = useState(false);
  const label = useId();
  return (
    <div className="set-status" role="group" aria-labelledby={label}>
      <p className="grow">
        <span className="field-label" id={label}>
          {profile.status}
        </span>
        <span className="set-lead">{me.status === null ? <NoStatus /> : <StatusLine status={me.status} />}</span>
      </p>
      <Button icon="smile" onPress={() => setOpen(true)}>
        {me.status === null ? profile.statusSet : profile.statusChange}
      </Button>
      {open ? <StatusDialog status={me.status} isOpen onClose={() => setOpen(false)} /> : null}
    </div>
  );
}

/** Nothing is said of it until it is known what was chosen. */
function NoStatus(): ReactElement | null {
  const settings = useTopic('settings');
  if (settings === null) return null;
  return <>{settings.presence ? profile.statusNone.shown : profile.statusNone.hidden}</>;
}

function OwnLink({ link }: { link: string }): ReactElement {
  const [copied, setCopied] = useState<boolean | null>(null);
  const [square, setSquare] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(link).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <>
      <div className="set-line">
        <TextField
          label={words.link}
          hint={copied === true ? words.linkCopied : words.linkHint}
          good={copied === true}
          error={copied === false ? words.linkNotCopied : null}
          value={link}
          isReadOnly
        />
        <Button icon="copy" onPress={() => void copy()}>
          {t.common.copy}
        </Button>
      </div>
      <div>
        <Button icon="qr" aria-expanded={square} onPress={() => setSquare(!square)}>
          {square ? words.hideQr : words.showQr}
        </Button>
      </div>
      {square ? (
        <Suspense fallback={<span className="qr" />}>
          <QrSquare text={link} label={words.qr} />
        </Suspense>
      ) : null}
    </>
  );
}
