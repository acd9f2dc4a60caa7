import { MenuOutlined } from '@ant-design/icons';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import type { User } from '../api/types';
import { useI18n } from '../i18n';
import { Brand } from './Brand';
import { LanguageSwitch } from './LanguageSwitch';
import { Navigation } from './Navigation';
import { NoticeBell } from './NoticeBell';
import styles from './Shell.module.css';

/** The bar of narrow windows. */
export function TopBar({ user }: { user: User }) {
  const { t } = useI18n();
  const [open, setOpen] = useState(false);
  return (
    <header className={styles.bar}>
      <Button type="text" icon={<MenuOutlined />} aria-label={t.nav.menu} onClick={() => setOpen(true)} />
      <Brand />
      <NoticeBell user={user} />
      <LanguageSwitch />
      <Drawer
        open={open}
        onClose={() => setOpen(false)}
        placement="left"
        size={270}
        closable={false}
        styles={{ body: { padding: 0 } }}
      >
        <Navigation user={user} onNavigate={() => setOpen(false)} />
      </Drawer>
    </header>
  );
}
