/** Says how this person is found: one of three, own words, an emoji, and when it ends. */
import type { StatusView } from '@alcove/client';
import { CONTENT_LIMIT } from '@alcove/content';
import { t } from '@alcove/locales';
import { useClient, useCommand } from '@alcove/react';
import { useId, useState, type ReactElement } from 'react';
import { EmojiButton } from '../emoji/emoji-button.tsx';
import { Button } from '../ui/control/button.tsx';
import { Form } from '../ui/control/form.tsx';
import { IconButton } from '../ui/control/icon-button.tsx';
import { OneOf } from '../ui/control/one-of.tsx';
import { TextField } from '../ui/control/text-field.tsx';
import { failureText } from '../ui/failure-text.ts';
import { Dialog } from '../ui/overlay/dialog.tsx';
import { STATES, type State } from './present.tsx';
import { endText, UNTILS, untilOf, type Until } from './until.ts';

const words = t.profile;
const MOST = CONTENT_LIMIT.statusLetters;

export function StatusDialog(props: { status: StatusView | null; isOpen: boolean; onClose: () => void }): ReactElement {
  return (
    <Dialog title={words.statusTitle} isOpen={props.isOpen} onClose={props.onClose}>
      <StatusForm status={props.status} onDone={props.onClose} />
    </Dialog>
  );
}

function StatusForm({ status, onDone }: { status: StatusView | null; onDone: () => void }): ReactElement {
  const client = useClient();
  const [how, setHow] = useState<State>(status?.how ?? 'here');
  const [said, setSaid] = useState(status?.words ?? '');
  const [emoji, setEmoji] = useState(status?.emoji ?? '');
  const [until, setUntil] = useState<Until | 'kept'>(status?.until == null ? 'open' : 'kept');
  const label = useId();
  const save = useCommand((next: StatusView | null) => client.setStatus(next));
  const tooLong = [...said.trim()].length > MOST;
  const finish = async (next: StatusView | null): Promise<void> => {
    const outcome = await save.run(next);
    if (outcome?.ok === true) onDone();
  };
  const submit = (): void => {
    if (tooLong) return;
    const end = until === 'kept' ? (status?.until ?? null) : untilOf(until, Date.now());
    void finish({ how, words: said.trim(), emoji, until: end });
  };
  const kept =
    status?.until == null ? [] : [{ id: 'kept' as const, label: words.untilAt(endText(status.until, Date.now())) }];
  return (
    <Form className="status-form" onSubmit={submit}>
      <p className="status-lead">{words.statusLead}</p>
      <OneOf
        named={words.how}
        value={how}
        options={STATES.map((id) => ({ id, label: words.states[id] }))}
        onChange={setHow}
      />
      <TextField
        label={words.words}
        value={said}
        placeholder={words.wordsPlaceholder}
        onChange={(value) => {
          save.clear();
          setSaid(value);
        }}
        {...(emoji === '' ? {} : { lead: emoji })}
        error={tooLong ? words.bioTooLong(MOST) : save.failure === null ? null : failureText(save.failure)}
        end={
          <>
            {emoji === '' ? null : <IconButton icon="close" label={words.emojiDrop} onPress={() => setEmoji('')} />}
            <EmojiButton className="ib" icon="smile" label={words.emojiPick} onPick={setEmoji} />
          </>
        }
      />
      <div className="status-until-choice">
        <span className="field-label" id={label}>
          {words.until}
        </span>
        <OneOf
          look="chips"
          named={{ by: label }}
          value={until}
          options={[...kept, ...UNTILS.map((id) => ({ id, label: words.untils[id] }))]}
          onChange={setUntil}
        />
      </div>
      <div className="status-acts">
        {status === null ? null : (
          <Button tone="quiet" isDisabled={save.pending} onPress={() => void finish(null)}>
            {words.clear}
          </Button>
        )}
        <Button tone="go" type="submit" isPending={save.pending}>
          {words.save}
        </Button>
      </div>
    </Form>
  );
}
