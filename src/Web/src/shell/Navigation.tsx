import {
  ApartmentOutlined,
  DeploymentUnitOutlined,
  FileAddOutlined,
  FolderOpenOutlined,
  FormOutlined,
  InboxOutlined,
  MenuFoldOutlined,
  MenuUnfoldOutlined,
  SolutionOutlined,
  TableOutlined,
  TeamOutlined,
  ToolOutlined,
} from '@ant-design/icons';
import { Badge, Button, Menu } from 'antd';
import { Link, useLocation } from 'react-router';
import { useTasks } from '../api/tasks';
import type { User } from '../api/types';
import { useI18n } from '../i18n';
import { Brand } from './Brand';
import { NoticeBell } from './NoticeBell';
import styles from './Shell.module.css';
import { isApplicant, sectionsOf } from './sections';
import { UserMenu } from './UserMenu';

const icons = {
  inbox: <InboxOutlined />,
  cases: <FolderOpenOutlined />,
  apply: <FileAddOutlined />,
  team: <TeamOutlined />,
  tables: <TableOutlined />,
  flows: <ApartmentOutlined />,
  forms: <FormOutlined />,
  my: <SolutionOutlined />,
  studio: <DeploymentUnitOutlined />,
  operations: <ToolOutlined />,
};

type Props = { user: User; collapsed?: boolean; onCollapse?: () => void; onNavigate?: () => void };

export function Navigation({ user, collapsed = false, onCollapse, onNavigate }: Props) {
  const { t } = useI18n();
  const { pathname } = useLocation();
  const open = useTasks({ scope: 'mine', pageSize: 1 }, !isApplicant(user)).data?.counts.mine ?? 0;
  const section = pathname.split('/')[1] ?? '';

  const items = sectionsOf(user, t).map(({ key, path, label }) => ({
    key,
    icon: icons[key],
    label: <Link to={path}>{label}</Link>,
    extra:
      key === 'inbox' ? <Badge count={open} color="#0d5f63" size="small" title={t.inbox.scopes.mine} /> : undefined,
  }));

  return (
    <nav className={styles.navigation} aria-label={t.nav.main}>
      <div className={styles.top} data-collapsed={collapsed}>
        <Brand markOnly={collapsed} />
        {onCollapse && <NoticeBell user={user} />}
      </div>
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
