import { Button } from 'antd';
import { Link } from 'react-router';
import { useI18n } from '../../i18n';
import { EmptyState } from '../../shell/EmptyState';
import type { InboxQuery } from './useInboxQuery';

type Props = { query: InboxQuery; onChange: (change: Partial<InboxQuery>) => void };

export function EmptyInbox({ query, onChange }: Props) {
  const { t } = useI18n();
  if (query.search || Object.keys(query.filters).length > 0) {
    return (
      <EmptyState title={t.inbox.emptySearch} hint={t.inbox.emptySearchHint}>
        <Button onClick={() => onChange({ search: '', filters: {} })}>{t.inbox.filters.clear}</Button>
      </EmptyState>
    );
  }
  const [title, hint] = t.inbox.empty[query.scope] ?? ['', ''];
  return (
    <EmptyState title={title} hint={hint}>
      {query.scope === 'available' ? (
        <Link to="/apply">
          <Button>{t.inbox.newApplication}</Button>
        </Link>
      ) : (
        <Button onClick={() => onChange({ scope: 'available' })}>{t.inbox.showAvailable}</Button>
      )}
    </EmptyState>
  );
}
