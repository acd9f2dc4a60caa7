import { useUser } from '../../api/session';
import { useI18n } from '../../i18n';
import styles from './Inbox.module.css';
import { type Scope, scopes } from './useInboxQuery';

/** Who may look at everybody's tasks; the server has the last word. */
const seeAll = ['admin', 'owner', 'manager', 'director', 'auditor'];

/** The tabs of the reader's inbox. */
export function useScopes(): Scope[] {
  const user = useUser();
  const seesAll = user?.roles.some((role) => seeAll.includes(role));
  return scopes.filter((scope) => scope !== 'all' || seesAll);
}

/** The server stops counting there. */
const mostCounted = 1000;

export function ScopeLabel({ scope, count }: { scope: Scope; count: number | undefined }) {
  const { t } = useI18n();
  return (
    <>
      {t.inbox.scopes[scope]}{' '}
      {count !== undefined && count > 0 && (
        <span className={styles.count}>{count >= mostCounted ? `${mostCounted}+` : count}</span>
      )}
    </>
  );
}
