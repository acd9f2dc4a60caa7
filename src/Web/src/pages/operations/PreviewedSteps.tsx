import { Tag } from 'antd';
import type { AlterationResult } from '../../api/operations';
import { useFormat } from '../../format';
import { useI18n } from '../../i18n';
import styles from './Operations.module.css';

const colours: Record<string, string> = { kept: 'default', ended: 'error', begun: 'success' };

/** Where a case would be, and what would become of what it waits for. */
export function PreviewedSteps({ result }: { result: AlterationResult }) {
  const { t } = useI18n();
  const format = useFormat();
  return (
    <section className={styles.preview} aria-label={t.operations.previewTitle}>
      <h3>
        {t.operations.previewTitle} ({t.operations.version(result.version)})
      </h3>
      {result.steps.length === 0 && <p>{t.operations.noSteps}</p>}
      <ul>
        {result.steps.map((step) => (
          <li key={step.execution}>
            <Tag color={colours[step.becomes]}>{t.operations.becomes[step.becomes] ?? step.becomes}</Tag>
            <span>{step.label}</span>
            {step.waits.map((wait) => (
              <span key={`${wait.kind}/${wait.name}`} className="quiet">
                {t.operations.waits[wait.kind] ?? wait.kind}: {wait.name}
                {wait.dueAt && `, ${format.shortDateTime(wait.dueAt)}`}
              </span>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
