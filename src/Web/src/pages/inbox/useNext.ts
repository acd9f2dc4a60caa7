import { App } from 'antd';
import { useState } from 'react';
import { findNext } from '../../api/inbox';
import { useI18n } from '../../i18n';
import { describeError } from '../../shell/ErrorState';

const storageKey = 'lendflow.nextMode';

export type Next = {
  /** Whether the next task opens when one is completed. */
  isMode: boolean;
  toggleMode: () => void;
  isLooking: boolean;
  /** Opens the task that loses most by waiting. */
  take: () => void;
  afterDone: () => void;
};

/** Working one after the other; whether one does is remembered on this device. */
export function useNext(open: (id: string) => void, close: () => void): Next {
  const { t } = useI18n();
  const { message } = App.useApp();
  const [isMode, setMode] = useState(() => localStorage.getItem(storageKey) === 'on');
  const [isLooking, setLooking] = useState(false);

  const take = async () => {
    setLooking(true);
    try {
      const next = await findNext();
      if (next) return open(next.id);
      close();
      message.success(t.inbox.nothingNext);
    } catch (error) {
      message.error(describeError(error, t));
    } finally {
      setLooking(false);
    }
  };
  const toggleMode = () => {
    localStorage.setItem(storageKey, isMode ? 'off' : 'on');
    setMode(!isMode);
  };
  return { isMode, toggleMode, isLooking, take, afterDone: isMode ? take : close };
}
