/** Name, handle, and one's own link with its square. */
import type { MeView } from '@alcove/client';
import { en } from '@alcove/locales';
import { useClient, useCommand } from '@alcove/react';
import { lazy, Suspense, useState, type ReactElement } from 'react';
import { Button } from '../../ui/control/button.tsx';
import { Form } from '../../ui/control/form.tsx';
import { TextField } from '../../ui/control/text-field.tsx';
import { failureText } from '../../ui/failure-text.ts';
import { Portrait } from '../../ui/sign/portrait.tsx';
import { Section } from './section.tsx';

const QrSquare = lazy(async () => ({ default: (await import('../../ui/sign/qr-square.tsx')).QrSquare }));
const words = en.settings;

export function YouSection({ me, link }: { me: MeView; link: string }): ReactElement {
  return (
    <Section id="you" title={words.sections.you}>
      <div className="set-you">
        <Portrait person={{ name: me.displayName, hue: me.hue }} size={64} />
        <p className="grow">
          <b>
            <bdi>{me.displayName}</bdi>
          </b>
          <span className="set-handle">@{me.username}</span>
        </p>
      </div>
      <NameForm me={me} />
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
        {en.common.save}
      </Button>
    </Form>
  );
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
          {en.common.copy}
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
