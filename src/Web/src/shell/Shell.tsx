import { Layout } from 'antd';
import { type ReactNode, useState } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router';
import { useLive } from '../api/live';
import { useSession } from '../api/session';
import type { User } from '../api/types';
import { useI18n } from '../i18n';
import { useWarmStudio } from '../studio/warmUp';
import { ErrorState } from './ErrorState';
import { Navigation } from './Navigation';
import { PageSkeleton } from './PageSkeleton';
import styles from './Shell.module.css';
import { isApplicant } from './sections';
import { TopBar } from './TopBar';
import { useIsPhone } from './useIsPhone';

/** Pages of those who are signed in: whoever is not is asked to sign in and then returned here. */
export function SignedInOnly() {
  const session = useSession();
  const location = useLocation();
  if (session.isPending) return <PageSkeleton />;
  if (!session.data) return <ErrorState error={session.error} onRetry={session.refetch} />;
  const { user } = session.data;
  // Whoever applies has pages of their own; the server would refuse the others.
  if (user && isApplicant(user) && !location.pathname.startsWith('/my')) return <Navigate to="/my" replace />;
  if (user) return <Shell user={user} />;
  const from = location.pathname === '/' ? '' : `?from=${encodeURIComponent(location.pathname + location.search)}`;
  return <Navigate to={`/sign-in${from}`} replace />;
}

function Shell({ user }: { user: User }) {
  const isPhone = useIsPhone();
  useWarmStudio(user);
  useLive(!isApplicant(user));
  const [collapsed, setCollapsed] = useState(false);
  return (
    <Layout className={styles.shell}>
      <SkipLink />
      {isPhone ? (
        <TopBar user={user} />
      ) : (
        <Layout.Sider width={220} collapsedWidth={72} collapsed={collapsed} className={styles.sider}>
          <Navigation user={user} collapsed={collapsed} onCollapse={() => setCollapsed(!collapsed)} />
        </Layout.Sider>
      )}
      <Content>
        <Outlet />
      </Content>
    </Layout>
  );
}

function Content({ children }: { children: ReactNode }) {
  return (
    <main id="content" className={styles.content} tabIndex={-1}>
      {children}
    </main>
  );
}

function SkipLink() {
  const { t } = useI18n();
  return (
    <a href="#content" className={styles.skip}>
      {t.nav.skip}
    </a>
  );
}
