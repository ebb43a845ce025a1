/** What this person's devices ask of them, as tasks of the list, and the dialogs in which it is answered. */
import type { DevicesView } from '@alcove/client';
import { t } from '@alcove/locales';
import { useTopic } from '@alcove/react';
import { useState, type ReactNode } from 'react';
import { QuestionDialog } from '../features/devices/question-dialog.tsx';
import { WantingDialog } from '../features/devices/wanting-dialog.tsx';
import type { ListTask } from '../features/shell/list/side.tsx';

export interface DeviceTasks {
  readonly view: DevicesView | null;
  /** The most pressing first. */
  readonly tasks: readonly ListTask[];
  readonly onAdd: () => void;
  readonly dialogs: ReactNode;
}

export function useDeviceTasks(): DeviceTasks {
  const view = useTopic('devices');
  const [open, setOpen] = useState<'wanting' | 'question' | null>(null);
  const wanting = view?.wanting ?? [];
  const asked = view?.devices.find(({ isNew }) => isNew) ?? null;
  const { wanting: want, question } = t.devices;
  const tasks: ListTask[] = [
    ...(wanting.length === 0
      ? []
      : [
          {
            id: 'wanting',
            icon: 'phone',
            title: want.task,
            more: want.taskMore,
            run: () => setOpen('wanting'),
          } as const,
        ]),
    ...(asked === null
      ? []
      : [
          {
            id: 'new-device',
            icon: 'shield',
            title: question.task,
            more: question.taskMore(asked.name === '' ? t.devices.list.unnamed : asked.name),
            run: () => setOpen('question'),
          } as const,
        ]),
  ];
  const close = (): void => setOpen(null);
  return {
    view,
    tasks,
    onAdd: () => setOpen('wanting'),
    dialogs: (
      <>
        <WantingDialog isOpen={open === 'wanting'} onClose={close} wanting={wanting} />
        {asked === null ? null : (
          <QuestionDialog key={asked.device} device={asked} isOpen={open === 'question'} onClose={close} />
        )}
      </>
    ),
  };
}
