import { Modal } from 'antd';
import { useI18n } from '../../i18n';
import styles from './Inbox.module.css';
import { shortcuts } from './shortcuts';

export function ShortcutHelp({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useI18n();
  return (
    <Modal open={open} onCancel={onClose} footer={null} title={t.keys.title} width={720}>
      <div className={styles.help}>
        {Object.entries(shortcuts).map(([where, keys]) => (
          <section key={where}>
            <h3>{t.keys.where[where as keyof typeof shortcuts]}</h3>
            <dl className={styles.keys}>
              {Object.entries(keys).map(([key, meaning]) => (
                <div key={key}>
                  <dt>
                    <kbd>{key}</kbd>
                  </dt>
                  <dd>{meaning(t)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
