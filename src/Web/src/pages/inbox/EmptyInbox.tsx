import { Button } from 'antd';
import { Link } from 'react-router';
import { useI18n } from '../../i18n';
import { EmptyState } from '../../shell/EmptyState';
import type { Scope } from './useInboxQuery';

type Props = { scope: Scope; isSearch: boolean; onScope: (scope: Scope) => void };

export function EmptyInbox({ scope, isSearch, onScope }: Props) {
  const { t } = useI18n();
  if (isSearch) return <EmptyState title={t.inbox.emptySearch} hint={t.inbox.emptySearchHint} />;
  const toAvailable = <Button onClick={() => onScope('available')}>{t.inbox.showAvailable}</Button>;
  switch (scope) {
    case 'available':
      return (
        <EmptyState title={t.inbox.emptyAvailable} hint={t.inbox.emptyAvailableHint}>
          <Link to="/apply">
            <Button>{t.inbox.newApplication}</Button>
          </Link>
        </EmptyState>
      );
    case 'mine':
      return (
        <EmptyState title={t.inbox.emptyMine} hint={t.inbox.emptyMineHint}>
          {toAvailable}
        </EmptyState>
      );
    case 'done':
      return (
        <EmptyState title={t.inbox.emptyDone} hint={t.inbox.emptyDoneHint}>
          {toAvailable}
        </EmptyState>
      );
  }
}
