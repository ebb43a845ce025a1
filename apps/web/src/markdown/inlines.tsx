/** Running text: emphasis, code, links, mentions. Links open elsewhere and tell that place nothing about here. */
import type { Inline } from '@alcove/content';
import { Fragment, useContext, type ReactElement } from 'react';
import { LinkTabContext, PeopleContext } from './people-context.ts';

export function Inlines({ inlines }: { inlines: readonly Inline[] }): ReactElement {
  return (
    <>
      {inlines.map((inline, index) => (
        <One key={index} inline={inline} />
      ))}
    </>
  );
}

function One({ inline }: { inline: Inline }): ReactElement {
  switch (inline.kind) {
    case 'text':
      return <Fragment>{inline.text}</Fragment>;
    case 'strong':
      return (
        <strong>
          <Inlines inlines={inline.children} />
        </strong>
      );
    case 'em':
      return (
        <em>
          <Inlines inlines={inline.children} />
        </em>
      );
    case 'del':
      return (
        <del>
          <Inlines inlines={inline.children} />
        </del>
      );
    case 'code':
      return <code dir="ltr">{inline.text}</code>;
    case 'link':
      return <Link link={inline} />;
    case 'mention':
      return <Mention mention={inline} />;
    case 'break':
      return <br />;
  }
}

function Link({ link }: { link: Extract<Inline, { kind: 'link' }> }): ReactElement {
  const tab = useContext(LinkTabContext);
  return (
    <a
      href={link.href}
      target="_blank"
      rel="noreferrer noopener"
      tabIndex={tab}
      // Where the words may say something else, where it leads can be seen before going.
      {...(link.auto ? {} : { title: link.href })}
    >
      <Inlines inlines={link.children} />
    </a>
  );
}

/** The name people know, not the handle that was typed; own mentions are lit. */
function Mention({ mention }: { mention: Extract<Inline, { kind: 'mention' }> }): ReactElement {
  const { people, me } = useContext(PeopleContext);
  const person = people.find((candidate) => candidate.account === mention.account);
  return (
    <bdi className={mention.account === me ? 'at-me' : 'at-one'} title={`@${mention.username}`}>
      @{person?.name ?? mention.username}
    </bdi>
  );
}
