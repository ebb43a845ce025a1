/** Three ways to bring in the other person's square: the camera, a picture from a file, and pasting a picture or the digits themselves. */
import { t } from '@alcove/locales';
import { lazy, Suspense, useEffect, useRef, useState, type ReactElement } from 'react';
import { squareInFile } from '../../../scanning/read-square.ts';
import { Button } from '../../../ui/control/button.tsx';
import { Notice } from '../../../ui/sign/notice.tsx';

const Scanner = lazy(async () => ({ default: (await import('../../../scanning/scanner.tsx')).Scanner }));
const words = t.trust;

export function TheirSquare({ onRead }: { onRead: (text: string) => void }): ReactElement {
  const [camera, setCamera] = useState(false);
  const [unread, setUnread] = useState(false);
  const file = useRef<HTMLInputElement>(null);
  const read = useRef(onRead);
  useEffect(() => {
    read.current = onRead;
  });
  const lookAt = async (picture: Blob): Promise<void> => {
    const text = await squareInFile(picture);
    setUnread(text === null);
    if (text !== null) read.current(text);
  };
  useEffect(() => {
    const onPaste = (event: ClipboardEvent): void => {
      const picture = event.clipboardData?.files[0];
      const text = event.clipboardData?.getData('text') ?? '';
      if (picture !== undefined) void lookAt(picture);
      else if (text !== '') read.current(text);
    };
    document.addEventListener('paste', onPaste);
    return () => document.removeEventListener('paste', onPaste);
  }, []);
  return (
    <div className="compare-theirs">
      <Button icon="qr" size="small" onPress={() => setCamera(!camera)}>
        {camera ? words.stopScan : words.scan}
      </Button>
      <Button size="small" onPress={() => file.current?.click()}>
        {words.picture}
      </Button>
      <input
        ref={file}
        hidden
        type="file"
        accept="image/*"
        aria-label={words.picture}
        onChange={(event) => {
          const picture = event.target.files?.[0];
          if (picture !== undefined) void lookAt(picture);
          event.target.value = '';
        }}
      />
      <p className="compare-hint">{words.paste}</p>
      {camera ? (
        <Suspense fallback={null}>
          <Scanner words={words.scanner} onRead={onRead} />
        </Suspense>
      ) : null}
      {unread ? <Notice tone="plain">{words.noSquare}</Notice> : null}
    </div>
  );
}
