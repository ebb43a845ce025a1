/** Notices while nobody looks: whether this browser shows them, what of, and how much of it. */
import type { Settings, SettingsView } from '@alcove/client';
import { t } from '@alcove/locales';
import { useState, type ReactElement } from 'react';
import { askPermission, showNotice, usePermission } from '../../notices/permission.ts';
import { Button } from '../../ui/control/button.tsx';
import { OneOf } from '../../ui/control/one-of.tsx';
import { Notice } from '../../ui/sign/notice.tsx';
import { Choice } from './choice.tsx';
import { Section } from './section.tsx';

const words = t.settings;

const OF = ['all', 'for-me', 'none'] as const;
const SHOWS = ['text', 'who', 'nothing'] as const;

export function NoticesSection(props: {
  settings: SettingsView;
  choose: (change: Partial<Settings>) => void;
}): ReactElement {
  const { settings, choose } = props;
  return (
    <Section id="notices" title={words.sections.notices} lead={words.noticesLead}>
      <ThisBrowser />
      <Choice title={words.noticesOf} hint={words.noticesOfHint[settings.notices]}>
        <OneOf
          named={words.noticesOf}
          value={settings.notices}
          options={OF.map((id) => ({ id, label: words.noticesOfs[id] }))}
          onChange={(notices) => choose({ notices })}
        />
      </Choice>
      <Choice title={words.noticesShow} hint={words.noticesShowHint[settings.noticesShow]}>
        <OneOf
          named={words.noticesShow}
          value={settings.noticesShow}
          options={SHOWS.map((id) => ({ id, label: words.noticesShows[id] }))}
          onChange={(noticesShow) => choose({ noticesShow })}
        />
      </Choice>
    </Section>
  );
}

/** A permission is the browser's: each of somebody's browsers has its own. */
function ThisBrowser(): ReactElement {
  const permission = usePermission();
  const [isAsking, setAsking] = useState(false);
  const ask = (): void => {
    setAsking(true);
    void askPermission().finally(() => setAsking(false));
  };
  switch (permission) {
    case 'unsupported':
      return <Notice tone="plain">{words.noticesUnsupported}</Notice>;
    case 'denied':
      return <Notice tone="plain">{words.noticesDenied}</Notice>;
    case 'ask':
      return (
        <div className="set-choice">
          <div>
            <Button onPress={ask} isDisabled={isAsking}>
              {isAsking ? words.noticesAsking : words.noticesAsk}
            </Button>
          </div>
          <p>{words.noticesAskHint}</p>
        </div>
      );
    case 'on':
      return (
        <div className="set-choice">
          <p>{words.noticesOn}</p>
          <div>
            <Button
              onPress={() => void showNotice({ title: t.common.appName, body: words.noticeTry, tag: 'alcove-try' })}
            >
              {words.noticesTry}
            </Button>
          </div>
        </div>
      );
  }
}
