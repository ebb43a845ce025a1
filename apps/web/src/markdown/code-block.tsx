/**
 * Code in a well: always left to right, scrolls by itself, can be copied. Colour comes afterwards, when the highlighter (loaded with
 * the first block) knows the language; size and text are final from the start, so nothing moves.
 */
import { t } from '@alcove/locales';
import { useContext, useEffect, useState, type ReactElement } from 'react';
import { IconButton } from '../ui/control/icon-button.tsx';
import { showToast } from '../ui/overlay/toasts.tsx';
import type { Piece } from './highlight.ts';
import { LinkTabContext } from './people-context.ts';

/** Longer than this, colour is not worth the wait. */
const COLOUR_UP_TO = 20_000;

export function CodeBlock({ language, text }: { language: string | null; text: string }): ReactElement {
  const pieces = usePieces(language, text);
  const outside = useContext(LinkTabContext) === -1;
  const copy = (): void => {
    void navigator.clipboard.writeText(text).then(() => showToast(t.timeline.copied));
  };
  return (
    <figure className="code" dir="ltr" aria-label={language === null ? t.timeline.code : t.timeline.codeIn(language)}>
      <pre tabIndex={outside ? -1 : 0}>
        <code>{pieces === null ? text : pieces.map((piece, index) => <Coloured key={index} piece={piece} />)}</code>
      </pre>
      <IconButton
        className="code-copy"
        icon="copy"
        label={t.timeline.copyCode}
        excludeFromTabOrder={outside}
        onPress={copy}
      />
    </figure>
  );
}

function Coloured({ piece }: { piece: Piece }): ReactElement {
  return piece.role === null ? <>{piece.text}</> : <span className={`tok-${piece.role}`}>{piece.text}</span>;
}

function usePieces(language: string | null, text: string): readonly Piece[] | null {
  const [pieces, setPieces] = useState<readonly Piece[] | null>(null);
  useEffect(() => {
    void import('./code-font.ts');
    if (language === null || text.length > COLOUR_UP_TO) return;
    let current = true;
    void import('./highlight.ts').then(({ highlight }) => {
      if (current) setPieces(highlight(language, text));
    });
    return () => {
      current = false;
    };
  }, [language, text]);
  return pieces;
}
