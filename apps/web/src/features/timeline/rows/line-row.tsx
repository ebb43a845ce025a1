/** What the room writes itself. Runs of one kind fold into a count, which opens; nothing can be hidden. */
import type { RoomView } from '@alcove/client';
import { t } from '@alcove/locales';
import { memo, useState, type ReactElement } from 'react';
import { Icon, type IconName } from '../../../ui/sign/icon.tsx';
import { Isolated } from '../../../words/isolated.tsx';
import { lineWords } from '../../../words/line-words.ts';
import { useInUse } from '../../../words/language.ts';
import { clock } from '../../../words/times.ts';
import { useTalkRoom } from '../talk-context.ts';
import type { FoldedLine, LineWhat } from '../model/fold-lines.ts';
import { spoken } from '../../../words/spoken.ts';

const DRAWING: Readonly<Record<LineWhat, IconName>> = {
  created: 'arch',
  added: 'user-plus',
  removed: 'user-minus',
  left: 'log-out',
  host: 'key',
  renamed: 'pencil',
  'device-added': 'laptop',
  'device-removed': 'laptop',
  'taken-back': 'warning',
};

function foldWords(fold: FoldedLine): string {
  const words = t.timeline;
  switch (fold.what) {
    case 'added':
      return words.foldedAdded(fold.people.length);
    case 'removed':
      return words.foldedRemoved(fold.people.length);
    case 'left':
      return words.foldedLeft(fold.people.length);
    case 'device-added':
      return words.foldedDeviceAdded(fold.items.length);
    default:
      return words.foldedDeviceRemoved(fold.items.length);
  }
}

export const LineRow = memo(function LineRow(props: {
  rowKey: string;
  folded: readonly FoldedLine[];
  stop: boolean;
  inside: boolean;
}): ReactElement {
  useInUse();
  const { kind } = useTalkRoom();
  const label = spoken(props.folded.map((fold) => words(fold, kind)).join('. '));
  return (
    <article className="lines" data-row={props.rowKey} tabIndex={props.stop ? 0 : -1} aria-label={label}>
      {props.folded.map((fold) => (
        <Fold key={fold.items[0]?.id} fold={fold} inside={props.inside} />
      ))}
    </article>
  );
});

function words(fold: FoldedLine, kind: RoomView['kind']): string {
  const [only] = fold.items;
  return fold.items.length === 1 && only ? lineWords(only.line, kind) : foldWords(fold);
}

function Fold({ fold, inside }: { fold: FoldedLine; inside: boolean }): ReactElement {
  const [open, setOpen] = useState(false);
  const { kind } = useTalkRoom();
  const many = fold.items.length > 1;
  return (
    <>
      <p className="line-row">
        <Icon name={DRAWING[fold.what]} size={16} />
        <span>
          <Isolated strong>{words(fold, kind)}</Isolated>
          {many ? (
            <button type="button" tabIndex={inside ? 0 : -1} aria-expanded={open} onClick={() => setOpen(!open)}>
              {open ? t.timeline.fold : t.timeline.showEach}
            </button>
          ) : null}
        </span>
      </p>
      {many && open ? (
        <ul className="line-each">
          {fold.items.map((item) => (
            <li key={item.id}>
              <time className="num">{clock(item.at)}</time>
              <span>
                <Isolated strong>{lineWords(item.line, kind)}</Isolated>
              </span>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
