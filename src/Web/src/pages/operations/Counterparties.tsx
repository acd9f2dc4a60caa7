import { Card, Tag } from 'antd';
import type { Counterparty } from '../../api/operations';
import { useI18n } from '../../i18n';
import styles from './Operations.module.css';

const colours: Record<Counterparty['circuit'], string> = { closed: 'success', halfOpen: 'warning', open: 'error' };

export function Counterparties({ counterparties }: { counterparties: Counterparty[] }) {
  const { t } = useI18n();
  return (
    <Card className={styles.card} title={t.operations.counterparties}>
      <p className="quiet">
        {counterparties.length === 0 ? t.operations.noCounterparties : t.operations.counterpartiesHint}
      </p>
      <ul className={styles.counterparties}>
        {counterparties.map((one) => (
          <li key={one.name}>
            <strong>{t.operations.names[one.name] ?? one.name}</strong>
            <Tag color={colours[one.circuit]}>{t.operations.circuit[one.circuit]}</Tag>
            <span className="quiet">{t.operations.underWay(one.underWay, one.atOnce)}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
