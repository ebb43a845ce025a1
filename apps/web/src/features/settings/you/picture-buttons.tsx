/** Chooses, changes and takes away this person’s picture. */
import type { MeView } from '@alcove/client';
import { t } from '@alcove/locales';
import { useClient, useCommand } from '@alcove/react';
import { useState, type ReactElement } from 'react';
import { FileTrigger } from 'react-aria-components';
import { Button } from '../../../ui/control/button.tsx';
import { failureText } from '../../../ui/failure-text.ts';
import { CropDialog } from './crop-dialog.tsx';
import { readPicture } from './encode.ts';

const words = t.profile;
const KINDS = ['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/gif'];

export function PictureButtons({ me }: { me: MeView }): ReactElement {
  const client = useClient();
  const [chosen, setChosen] = useState<ImageBitmap | null>(null);
  const [unread, setUnread] = useState(false);
  const remove = useCommand(() => client.setPicture(null));
  const choose = async (files: FileList | null): Promise<void> => {
    const file = files?.item(0) ?? null;
    if (file === null) return;
    const picture = await readPicture(file);
    setUnread(picture === null);
    setChosen(picture);
  };
  const close = (): void => {
    chosen?.close();
    setChosen(null);
  };
  const trouble = unread ? words.pictureUnread : remove.failure === null ? null : failureText(remove.failure);
  return (
    <div className="set-picture">
      <div className="set-acts">
        <FileTrigger acceptedFileTypes={KINDS} onSelect={(files) => void choose(files)}>
          <Button>{me.picture === null ? words.pictureChoose : words.pictureChange}</Button>
        </FileTrigger>
        {me.picture === null ? null : (
          <Button tone="quiet" isPending={remove.pending} onPress={() => void remove.run()}>
            {words.pictureRemove}
          </Button>
        )}
      </div>
      <p
        className={trouble === null ? 'set-lead' : 'set-lead field-error'}
        role={trouble === null ? undefined : 'alert'}
      >
        {trouble ?? words.pictureHint}
      </p>
      {chosen === null ? null : <CropDialog picture={chosen} onClose={close} />}
    </div>
  );
}
