/** One part of the security page: a title, what stands beside it, rows that lead to where it is dealt with. */
import type { ReactElement, ReactNode } from 'react';
import { PlainButton } from '../../../ui/control/plain-button.tsx';
import { Icon, type IconName } from '../../../ui/sign/icon.tsx';

export function Card(props: {
  id: string;
  title: string;
  aside?: ReactNode;
  wide?: boolean;
  children: ReactNode;
}): ReactElement {
  const { id } = props;
  return (
    <section className={props.wide === true ? 'sec-card sec-card-wide' : 'sec-card'} aria-labelledby={`sec-${id}`}>
      <header className="sec-card-head">
        <h2 id={`sec-${id}`} className="grow">
          {props.title}
        </h2>
        {props.aside === undefined || props.aside === null ? null : <span className="sec-aside">{props.aside}</span>}
      </header>
      {props.children}
    </section>
  );
}

export function LeadRow(props: {
  icon: IconName;
  title: string;
  more: string;
  lit?: boolean;
  onPress: () => void;
}): ReactElement {
  return (
    <li>
      <PlainButton className="sec-row" onPress={props.onPress}>
        <span className={props.lit === true ? 'crest crest-40 sec-crest-lit' : 'crest crest-40'} aria-hidden="true">
          <Icon name={props.icon} />
        </span>
        <span className="grow sec-words">
          <b>{props.title}</b>
          <small>{props.more}</small>
        </span>
        <Icon name="chevron-end" size={16} />
      </PlainButton>
    </li>
  );
}
