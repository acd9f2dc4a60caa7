import { QuestionCircleOutlined, ThunderboltOutlined } from '@ant-design/icons';
import { Button, Switch, Tooltip } from 'antd';
import { useI18n } from '../../i18n';
import { useIsPhone } from '../../shell/useIsPhone';
import styles from './Inbox.module.css';
import type { Next } from './useNext';

/** The way to work without choosing: what loses most by waiting comes first. */
export function NextButtons({ next, onHelp }: { next: Next; onHelp: () => void }) {
  const { t } = useI18n();
  const isPhone = useIsPhone();
  return (
    <>
      <Tooltip title={`${t.inbox.nextModeHint} (Shift+N)`}>
        <span className={styles.nextMode}>
          <Switch id="next-mode" size="small" checked={next.isMode} onChange={next.toggleMode} />
          <label htmlFor="next-mode">{t.inbox.nextMode}</label>
        </span>
      </Tooltip>
      <Tooltip title={`${t.inbox.nextHint} (n)`}>
        <Button type="primary" icon={<ThunderboltOutlined />} loading={next.isLooking} onClick={next.take}>
          {t.inbox.next}
        </Button>
      </Tooltip>
      {!isPhone && (
        <Tooltip title={`${t.keys.title} (?)`}>
          <Button icon={<QuestionCircleOutlined />} aria-label={t.keys.title} onClick={onHelp} />
        </Tooltip>
      )}
    </>
  );
}
