import {
  ApartmentOutlined,
  FileAddOutlined,
  FolderOpenOutlined,
  InboxOutlined,
  MenuFoldOutlined,
  MenuUnfoldOutlined,
} from '@ant-design/icons';
import { Badge, Button, Menu } from 'antd';
import { Link, useLocation } from 'react-router';
import { mayAdminister } from '../api/session';
import { useTasks } from '../api/tasks';
import type { User } from '../api/types';
import { useI18n } from '../i18n';
import { Brand } from './Brand';
import styles from './Shell.module.css';
import { UserMenu } from './UserMenu';

type Props = { user: User; collapsed?: boolean; onCollapse?: () => void; onNavigate?: () => void };

export function Navigation({ user, collapsed = false, onCollapse, onNavigate }: Props) {
  const { t } = useI18n();
  const { pathname } = useLocation();
  const open = useTasks({ scope: 'mine', pageSize: 1 }).data?.counts.mine ?? 0;
  const section = pathname.split('/')[1] ?? '';

  const items = [
    {
      key: 'inbox',
      icon: <InboxOutlined />,
      label: <Link to="/inbox">{t.nav.inbox}</Link>,
      extra: <Badge count={open} color="#0d5f63" size="small" title={t.inbox.mine} />,
    },
    { key: 'cases', icon: <FolderOpenOutlined />, label: <Link to="/cases">{t.nav.cases}</Link> },
    { key: 'apply', icon: <FileAddOutlined />, label: <Link to="/apply">{t.nav.apply}</Link> },
    ...(mayAdminister(user)
      ? [{ key: 'flows', icon: <ApartmentOutlined />, label: <Link to="/flows">{t.nav.flows}</Link> }]
      : []),
  ];

  return (
    <nav className={styles.navigation} aria-label={t.nav.main}>
      <Brand markOnly={collapsed} />
      <Menu
        className={styles.menu}
        mode="inline"
        inlineCollapsed={collapsed}
        selectedKeys={[section]}
        items={items}
        onClick={onNavigate}
      />
      <div className={styles.foot} data-collapsed={collapsed}>
        <UserMenu user={user} compact={collapsed} />
        {onCollapse && (
          <Button
            type="text"
            icon={collapsed ? <MenuUnfoldOutlined /> : <MenuFoldOutlined />}
            aria-label={collapsed ? t.nav.expand : t.nav.collapse}
            onClick={onCollapse}
          />
        )}
      </div>
    </nav>
  );
}
