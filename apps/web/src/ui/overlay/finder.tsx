/**
 * A field over a list that narrows while one types (APG combobox with a listbox popup, always open). Arrows move, Enter takes. It knows
 * nothing of what it lists, and not whether it floats or stands beside something.
 */
import { useId, useState, type KeyboardEvent, type ReactElement, type ReactNode, type Ref } from 'react';
import { Icon } from '../sign/icon.tsx';
import './finder.css';

export interface CommandItem {
  readonly id: string;
  readonly lead: ReactNode;
  readonly title: ReactNode;
  readonly note: string;
  /** A second line. */
  readonly below?: ReactNode;
  readonly end?: ReactNode;
}
export interface CommandGroup {
  readonly label: string;
  readonly items: readonly CommandItem[];
}
export interface FinderProps {
  label: string;
  placeholder: string;
  query: string;
  onQuery: (query: string) => void;
  /** Before what is typed: what was made of it already. */
  chips?: ReactNode;
  /** Backspace, or an arrow, where nothing is left of the caret. */
  onStart?: (key: 'Backspace' | 'ArrowLeft') => void;
  groups: readonly CommandGroup[];
  onPick: (id: string) => void;
  /** Said instead of the list when nothing fits. */
  empty: ReactNode;
  /** A part of the list could not be made. */
  trouble: string | null;
  /** Told to who does not see the list. */
  status: string;
  /** At the end of the field. */
  end?: ReactNode;
  /** Between the field and the list. */
  under?: ReactNode;
  /** Where there is room for it. */
  tips?: ReactNode;
  /** Always there: what the list is made from. */
  foot: string;
  inputRef?: Ref<HTMLInputElement>;
}

export function Finder(props: FinderProps): ReactElement {
  const listId = useId();
  const items = props.groups.flatMap((group) => group.items);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const chosen = Math.max(
    0,
    items.findIndex((item) => item.id === chosenId),
  );
  const current = items[chosen];
  const choose = (index: number): void => {
    const item = items[(index + items.length) % items.length];
    if (item === undefined) return;
    setChosenId(item.id);
    document.getElementById(optionId(listId, item.id))?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return;
    const { currentTarget, key } = event;
    const atStart = currentTarget.selectionStart === 0 && currentTarget.selectionEnd === 0;
    if (atStart && (key === 'Backspace' || key === 'ArrowLeft')) return props.onStart?.(key);
    const moves: Readonly<Record<string, () => void>> = {
      ArrowDown: () => choose(chosen + 1),
      ArrowUp: () => choose(chosen - 1),
      Enter: () => {
        if (current !== undefined) props.onPick(current.id);
      },
    };
    const move = moves[key];
    if (move === undefined) return;
    event.preventDefault();
    move();
  };
  return (
    <>
      <div className="cmd-ask">
        <Icon name="search" />
        {props.chips}
        <input
          ref={props.inputRef}
          // It exists to be typed in; it opened by the person's own key or press.
          autoFocus
          className="grow"
          role="combobox"
          aria-expanded="true"
          aria-autocomplete="list"
          aria-controls={listId}
          aria-describedby={`${listId}-foot`}
          aria-label={props.label}
          {...(current === undefined ? {} : { 'aria-activedescendant': optionId(listId, current.id) })}
          placeholder={props.placeholder}
          spellCheck={false}
          autoComplete="off"
          dir="auto"
          value={props.query}
          onChange={(event) => {
            setChosenId(null);
            props.onQuery(event.target.value);
          }}
          onKeyDown={onKeyDown}
        />
        {props.end}
      </div>
      {props.under}
      <div className="cmd-list" role="listbox" id={listId} aria-label={props.label}>
        {props.groups.map((group) => (
          <Group
            key={group.label}
            group={group}
            listId={listId}
            current={current}
            onPick={props.onPick}
            onHover={setChosenId}
          />
        ))}
      </div>
      {items.length === 0 && props.empty !== '' ? (
        <div className="cmd-none" role="status">
          {props.empty}
        </div>
      ) : null}
      {props.trouble === null ? null : (
        <p className="cmd-none cmd-trouble" role="alert">
          {props.trouble}
        </p>
      )}
      <p className="vh" role="status">
        {items.length === 0 ? '' : props.status}
      </p>
      <div className="cmd-foot">
        {props.tips === undefined ? null : <div className="cmd-tips">{props.tips}</div>}
        <p id={`${listId}-foot`}>{props.foot}</p>
      </div>
    </>
  );
}

function Group(props: {
  group: CommandGroup;
  listId: string;
  current: CommandItem | undefined;
  onPick: (id: string) => void;
  onHover: (id: string) => void;
}): ReactElement | null {
  const { group, listId, current } = props;
  if (group.items.length === 0) return null;
  return (
    <div role="group" aria-label={group.label}>
      <p className="cmd-group" aria-hidden="true">
        {group.label}
      </p>
      {group.items.map((item) => (
        // Keys are the field's; the pointer is the only thing that acts on an option itself.
        <div
          key={item.id}
          id={optionId(listId, item.id)}
          className={item === current ? 'cmd-hit cmd-on' : 'cmd-hit'}
          role="option"
          aria-selected={item === current}
          onPointerMove={() => props.onHover(item.id)}
          onClick={() => props.onPick(item.id)}
        >
          {item.lead}
          {item.below === undefined ? (
            <>
              <span className="cmd-title cut">{item.title}</span>
              <small className="grow cut">{item.note}</small>
            </>
          ) : (
            <span className="cmd-two grow">
              <span className="cmd-title">{item.title}</span>
              <small className="cut">{item.below}</small>
            </span>
          )}
          {item.end}
          {item === current ? <Icon name="enter" size={16} /> : null}
        </div>
      ))}
    </div>
  );
}

function optionId(listId: string, id: string): string {
  return `${listId}-${id}`;
}
