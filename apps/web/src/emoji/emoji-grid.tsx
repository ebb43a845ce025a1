/**
 * The picker: a search field over a grid of emoji. Typing filters, arrow keys move through the grid while the focus stays in the
 * field, Enter picks. Shown in a popover (EmojiButton) or in a sheet.
 */
import { t } from '@alcove/locales';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { Autocomplete, Collection, Header, ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components';
import { isByFinger } from '../ui/by-finger.ts';
import { TextField } from '../ui/control/text-field.tsx';
import { searchEmoji } from './search.ts';
import { ALL_EMOJI, EMOJI, EMOJI_GROUPS, type Emoji } from './table.ts';
import './emoji.css';

const KNOWN = new Set(ALL_EMOJI.map((emoji) => emoji.char));

export function EmojiGrid({ onPick }: { onPick: (emoji: string) => void }): ReactElement {
  const [typed, setTyped] = useState('');
  const field = useRef<HTMLInputElement>(null);
  // At once: opened by a letter it would get the focus later, and only if nothing else had it meanwhile.
  useEffect(() => {
    if (!isByFinger()) field.current?.focus();
  }, []);
  const searching = typed.trim() !== '';
  return (
    <div className="emoji-picker">
      <Autocomplete inputValue={typed} onInputChange={setTyped}>
        <TextField label={t.composer.emojiSearch} labelHidden placeholder={t.composer.emojiSearch} inputRef={field} />
        {/* Scrolls by itself, so it can be reached by itself. */}
        <div className="emoji-scroll" tabIndex={0} role="group" aria-label={t.composer.emojiList}>
          <ListBox
            className="emoji-grid"
            aria-label={t.composer.emoji}
            layout="grid"
            selectionMode="none"
            onAction={(key) => {
              if (KNOWN.has(String(key))) onPick(String(key));
            }}
            renderEmptyState={() => <p className="emoji-none">{t.composer.emojiNone(typed)}</p>}
          >
            {searching ? searchEmoji(typed, 48).map(cell) : EMOJI_GROUPS.map(section)}
          </ListBox>
        </div>
      </Autocomplete>
    </div>
  );
}

function section(group: (typeof EMOJI_GROUPS)[number]): ReactElement {
  return (
    <ListBoxSection key={group} id={group} className="emoji-group">
      <Header>{t.composer.emojiGroup[group]}</Header>
      <Collection>{EMOJI[group].map(cell)}</Collection>
    </ListBoxSection>
  );
}

function cell(emoji: Emoji): ReactElement {
  return (
    <ListBoxItem key={emoji.char} id={emoji.char} textValue={emoji.name} aria-label={emoji.name} className="emoji-cell">
      {emoji.char}
    </ListBoxItem>
  );
}
