/** The recess when nothing is open: on the first day an invitation, later the unlit arch. */
import { en } from '@alcove/locales';
import type { ReactElement } from 'react';
import { Button } from '../../../ui/control/button.tsx';
import { HeadLead, NoticePlace } from '../../../ui/layout/slots.tsx';
import { EmptyState } from '../../../ui/sign/empty-state.tsx';

const words = en.shell;

export function Front(props: { first: boolean; onNewChat: () => void; onNewRoom: () => void }): ReactElement {
  return (
    <div className="recess shell-recess">
      <div className="front-lead">
        <HeadLead />
      </div>
      {props.first ? (
        <EmptyState
          title={words.firstTitle}
          action={
            <>
              <Button tone="go" onPress={props.onNewChat}>
                {words.newChat}
              </Button>
              <Button onPress={props.onNewRoom}>{words.newRoom}</Button>
            </>
          }
        >
          {words.firstMore}
        </EmptyState>
      ) : (
        <EmptyState title={words.emptyTitle}>{words.emptyMore}</EmptyState>
      )}
      <NoticePlace />
    </div>
  );
}

/** A link that leads nowhere on this device. */
export function NoSuchPlace(): ReactElement {
  return (
    <div className="recess shell-recess">
      <div className="front-lead">
        <HeadLead />
      </div>
      <EmptyState title={words.gone}>{words.goneMore}</EmptyState>
      <NoticePlace />
    </div>
  );
}
