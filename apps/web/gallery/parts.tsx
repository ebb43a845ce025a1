/** Every piece of the design system in its states, on one page. */
import { useState, type ReactElement, type ReactNode } from 'react';
import { Button } from '../src/ui/control/button.tsx';
import { IconButton } from '../src/ui/control/icon-button.tsx';
import { OneOf } from '../src/ui/control/one-of.tsx';
import { PasswordField } from '../src/ui/control/password-field.tsx';
import { TextField } from '../src/ui/control/text-field.tsx';
import { Way } from '../src/ui/control/way.tsx';
import { Dialog } from '../src/ui/overlay/dialog.tsx';
import { Menu, MenuItem, MenuSeparator, MenuTrigger } from '../src/ui/overlay/menu.tsx';
import { Popover, PopoverTrigger } from '../src/ui/overlay/popover.tsx';
import { Sheet } from '../src/ui/overlay/sheet.tsx';
import { showToast, Toasts } from '../src/ui/overlay/toasts.tsx';
import { Badge } from '../src/ui/sign/badge.tsx';
import { EmptyState } from '../src/ui/sign/empty-state.tsx';
import { ICON_PATHS, type IconName } from '../src/ui/sign/icon-paths.ts';
import { Icon } from '../src/ui/sign/icon.tsx';
import { Notice } from '../src/ui/sign/notice.tsx';
import { Portrait } from '../src/ui/sign/portrait.tsx';
import { SkeletonMessages } from '../src/ui/sign/skeleton.tsx';
import { Kbd } from '../src/ui/sign/small.tsx';
import { PEOPLE } from './demo-data.ts';
import './parts.css';

export function Parts(): ReactElement {
  return (
    <main className="parts">
      <h1 className="vh">Parts</h1>
      <Buttons />
      <Fields />
      <Signs />
      <Overlays />
      <Icons />
      <Toasts />
    </main>
  );
}

function Pane({ title, children }: { title: string; children: ReactNode }): ReactElement {
  return (
    <section className="recess pane">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Buttons(): ReactElement {
  const [theme, setTheme] = useState<'a' | 'b' | 'c'>('a');
  return (
    <Pane title="Buttons">
      <p className="pane-row">
        <Button tone="go">Send</Button>
        <Button>Look</Button>
        <Button tone="quiet">Not now</Button>
        <Button tone="stop">Remove</Button>
        <Button tone="link">Copy text</Button>
      </p>
      <p className="pane-row">
        <Button tone="go" size="big">
          I have kept them
        </Button>
        <Button tone="go" size="big" isDisabled>
          I have kept them
        </Button>
        <Button tone="go" size="big" isPending>
          Sending
        </Button>
        <Button size="small" icon="copy">
          Copy
        </Button>
      </p>
      <p className="pane-row">
        <IconButton icon="more" label="More" />
        <IconButton icon="people" label="People" isOn />
        <IconButton icon="arrow-up" label="Send" shape="arch" />
        <IconButton icon="arrow-up" label="Send nothing" shape="arch" isDisabled />
      </p>
      <OneOf
        named="Appearance"
        value={theme}
        options={[
          { id: 'a', label: 'As the system' },
          { id: 'b', label: 'Day' },
          { id: 'c', label: 'Evening' },
        ]}
        onChange={setTheme}
      />
      <div className="ways">
        <Way icon="key" title="Password manager" hint="Copied for one minute" done onPress={() => undefined} />
        <Way icon="printer" title="Print the card" hint="One page, to file away" onPress={() => undefined} />
        <Way icon="pencil" title="Write by hand" hint="Not copied" failed onPress={() => undefined} />
      </div>
    </Pane>
  );
}

function Fields(): ReactElement {
  return (
    <Pane title="Fields and errors">
      <TextField label="Name" hint="As people here know you." defaultValue="Inês Carvalho" />
      <PasswordField
        label="Password"
        strength={3}
        hint="Strong. Three or four unrelated words work well."
        good
        defaultValue="harbour light tuesday"
      />
      <TextField label="Handle" lead="@" error="That handle is taken here. Choose another." defaultValue="ines" />
    </Pane>
  );
}

function Signs(): ReactElement {
  return (
    <Pane title="People, counts, notices">
      <ul className="pane-people">
        {Object.values(PEOPLE).map((person) => (
          <li key={person.account} className={`hue-${String(person.hue)}`}>
            <Portrait person={person} />
            <bdi className="pane-name">{person.name}</bdi>
          </li>
        ))}
      </ul>
      <p className="pane-row">
        <Portrait person={PEOPLE.ines} size={20} />
        <Portrait person={PEOPLE.soren} size={28} />
        <Portrait person={PEOPLE.aoi} size={40} />
        <Portrait person={PEOPLE.nur} size={64} />
        <Badge count={2} lit />
        <Badge count={140} lit />
        <Badge count={6} lit={false} />
        <span className="lamp" />
        <Kbd>Ctrl K</Kbd>
      </p>
      <Notice tone="plain">Not connected. What you write is kept and sent later.</Notice>
      <Notice tone="lamp" more="Two minutes, before you need it" action={<Button size="small">Keep it</Button>}>
        Your recovery code is not kept yet
      </Notice>
      <Notice
        tone="brick"
        more="Ask her in person before you write anything private"
        action={<Button size="small">Compare</Button>}
      >
        Amara’s account was started anew
      </Notice>
      <EmptyState title="Nothing is waiting">The lamp comes on when something is for you.</EmptyState>
      <SkeletonMessages count={1} />
    </Pane>
  );
}

function Overlays(): ReactElement {
  const [open, setOpen] = useState<'dialog' | 'sheet' | null>(null);
  return (
    <Pane title="What floats">
      <p className="pane-row">
        <MenuTrigger>
          <Button>Menu</Button>
          <Menu label="Message">
            <MenuItem icon="reply" keys="R" onAction={() => undefined}>
              Reply
            </MenuItem>
            <MenuItem icon="pencil" keys="E" onAction={() => undefined}>
              Edit
            </MenuItem>
            <MenuSeparator />
            <MenuItem icon="trash" stop onAction={() => undefined}>
              Delete for everyone
            </MenuItem>
          </Menu>
        </MenuTrigger>
        <PopoverTrigger>
          <Button>Popover</Button>
          <Popover label="A small thing">
            <p className="pane-pop">A small dialog at its button.</p>
          </Popover>
        </PopoverTrigger>
        <Button onPress={() => setOpen('dialog')}>Dialog</Button>
        <Button onPress={() => setOpen('sheet')}>Sheet</Button>
        <Button onPress={() => showToast('Moved to Saturday 08:00', async () => ({ ok: true, value: undefined }))}>
          Toast
        </Button>
      </p>
      <Dialog
        title="Delete for everyone?"
        isOpen={open === 'dialog'}
        onClose={() => setOpen(null)}
        foot={
          <>
            <Button tone="quiet" onPress={() => setOpen(null)}>
              Cancel
            </Button>
            <Button tone="stop" onPress={() => setOpen(null)}>
              Delete for everyone
            </Button>
          </>
        }
      >
        <p>It goes from every device we reach. Someone may have kept a copy.</p>
      </Dialog>
      <Sheet label="Message" isOpen={open === 'sheet'} onClose={() => setOpen(null)}>
        <p className="pane-pop">A dialog from the lower edge.</p>
      </Sheet>
    </Pane>
  );
}

function Icons(): ReactElement {
  // The record's own keys are the names.
  const names = Object.keys(ICON_PATHS) as IconName[];
  return (
    <Pane title="Icons">
      <ul className="pane-icons">
        {names.map((name) => (
          <li key={name}>
            <Icon name={name} />
            <small>{name}</small>
          </li>
        ))}
      </ul>
    </Pane>
  );
}
