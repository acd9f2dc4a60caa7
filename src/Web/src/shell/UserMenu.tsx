import { GlobalOutlined, LogoutOutlined } from '@ant-design/icons';
import { Avatar, Dropdown } from 'antd';
import { useSignOut } from '../api/session';
import type { User } from '../api/types';
import { useI18n } from '../i18n';
import styles from './Shell.module.css';

export function UserMenu({ user, compact = false }: { user: User; compact?: boolean }) {
  const { t, language, setLanguage } = useI18n();
  const signOut = useSignOut();
  const roles = user.roles.map((role) => t.roles[role] ?? role).join(', ');
  const items = [
    {
      key: 'language',
      icon: <GlobalOutlined />,
      label: language === 'en' ? '简体中文' : 'English',
      onClick: () => setLanguage(language === 'en' ? 'zh' : 'en'),
    },
    { key: 'out', icon: <LogoutOutlined />, label: t.nav.signOut, onClick: () => signOut.mutate() },
  ];
  return (
    <Dropdown menu={{ items }} trigger={['click']} placement="topLeft">
      <button type="button" className={styles.user} title={t.nav.userMenu}>
        <Avatar size={32} style={{ background: '#d5e8e6', color: '#0b4a4d', flex: 'none' }} aria-hidden>
          {user.displayName.slice(0, 1).toUpperCase()}
        </Avatar>
        <span className="visually-hidden">{t.nav.userMenu}: </span>
        {compact ? (
          <span className="visually-hidden">{user.displayName}</span>
        ) : (
          <span style={{ minWidth: 0 }}>
            <span className={styles.userName}>{user.displayName}</span>
            <span className={styles.userRole}>{roles}</span>
          </span>
        )}
      </button>
    </Dropdown>
  );
}
