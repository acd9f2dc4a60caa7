import { Modal } from 'antd';
import { useI18n } from '../../i18n';
import styles from './Inbox.module.css';

export function ShortcutHelp({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useI18n();
  const keys: [string, string][] = [
    ['j', t.keys.next],
    ['k', t.keys.previous],
    ['Enter', t.keys.open],
    ['c', t.keys.claim],
    ['/', t.keys.search],
    ['Esc', t.keys.close],
    ['?', t.keys.help],
  ];
  return (
    <Modal open={open} onCancel={onClose} footer={null} title={t.keys.title} width={360}>
      <dl className={styles.keys}>
        {keys.map(([key, meaning]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
