/**
 * Going to a message that somebody chose elsewhere, however far back: loads what is between until it is here, then goes there, tints it and
 * puts the focus on it, unless it is to stay. Says so while it is on its way, and when the message is not there any more.
 */
import type { RoomView, TimelineView } from '@alcove/client';
import { t } from '@alcove/locales';
import { useClient } from '@alcove/react';
import { useEffect, useRef, useState } from 'react';
import { showToast } from '../../ui/overlay/toasts.tsx';

export interface Goal {
  readonly id: string;
  /** When it was said, ms. */
  readonly at: number;
  /** The focus stays where one chose it. */
  readonly stay: boolean;
}

const PAGE_ITEMS = 1_000;
/** What one chose it in closes softly, keeps the focus until then, and gives it back in the frame after that. */
const CLEAR_FRAMES = 3;

/** When the message was said that is being fetched; null when none is. */
export function useGoal(
  view: TimelineView,
  input: {
    readonly room: RoomView;
    readonly goal: Goal | null;
    readonly onGoal: () => void;
    readonly ready: boolean;
    readonly tinted: string | null;
    readonly jumpTo: (key: string) => void;
    readonly focusRow: (key: string) => void;
    readonly standOn: (key: string) => void;
  },
): number | null {
  const { goal, onGoal, ready, tinted, jumpTo, focusRow, standOn } = input;
  const { id: room } = input.room;
  const client = useClient();
  const reached = useRef<Goal | null>(null);
  const [arrived, setArrived] = useState<string | null>(null);
  const isHere = goal !== null && view.items.some(({ id }) => id === goal.id);

  useEffect(() => {
    if (goal === null || !ready || view.loadingOlder) return;
    if (!isHere && view.hasOlder) {
      void client.loadOlder(room, PAGE_ITEMS);
      return;
    }
    if (isHere) {
      reached.current = goal;
      jumpTo(goal.id);
    } else showToast(t.search.gone);
    onGoal();
  }, [goal, isHere, ready, view.loadingOlder, view.hasOlder, client, room, jumpTo, onGoal]);

  useEffect(() => {
    if (tinted === null || tinted !== reached.current?.id) return;
    const { stay } = reached.current;
    reached.current = null;
    if (stay) standOn(tinted);
    else setArrived(tinted);
  }, [tinted, standOn]);
  useEffect(() => {
    if (arrived === null) return;
    let frame = 0;
    let clear = 0;
    const look = (): void => {
      clear = document.querySelector('[role="dialog"]') === null ? clear + 1 : 0;
      if (clear < CLEAR_FRAMES) {
        frame = requestAnimationFrame(look);
        return;
      }
      setArrived(null);
      focusRow(arrived);
    };
    frame = requestAnimationFrame(look);
    return () => cancelAnimationFrame(frame);
  }, [arrived, focusRow]);

  return goal !== null && ready && !isHere ? goal.at : null;
}
