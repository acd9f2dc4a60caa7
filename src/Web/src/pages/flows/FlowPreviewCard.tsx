import { Alert, Card, Tag } from 'antd';
import type { FlowChange, FlowPreview } from '../../api/types';
import { useI18n } from '../../i18n';
import styles from './Import.module.css';
import { kindColours } from './kindColours';

const things: FlowChange['thing'][] = [
  'step',
  'owner',
  'timeLimit',
  'rule',
  'arrow',
  'variable',
  'input',
  'output',
  'setting',
];
/** What an import would do to one flow. */
export function FlowPreviewCard({ flow }: { flow: FlowPreview }) {
  const { t } = useI18n();
  const isNew = flow.comparedWith === null;
  return (
    <Card
      className={styles.part}
      title={
        <span className={styles.title}>
          {flow.name}
          <Tag color={isNew ? 'success' : flow.isSame ? 'default' : 'warning'}>
            {isNew ? t.bundles.isNew : flow.isSame ? t.bundles.isSame : t.bundles.isChanged(flow.comparedWith ?? 0)}
          </Tag>
          <Tag>{flow.willBePublished ? t.bundles.willBePublished : t.bundles.staysDraft}</Tag>
        </span>
      }
    >
      <p className={styles.cases}>{t.bundles.openCases(flow.openCases)}</p>
      {flow.replacesDraftOf && (
        <Alert type="warning" showIcon title={t.bundles.replacesDraft(flow.replacesDraftOf)} className={styles.note} />
      )}
      <Findings flow={flow} />
      {isNew ? <p>{t.bundles.newSteps(stepsOf(flow))}</p> : <Changes changes={flow.changes} />}
    </Card>
  );
}

function Findings({ flow }: { flow: FlowPreview }) {
  const { t, language } = useI18n();
  if (flow.findings.length === 0) return <p className="quiet">{t.studio.checks.none}</p>;
  const gravest = flow.findings.some((finding) => finding.severity === 'error') ? 'error' : 'warning';
  return (
    <Alert
      type={gravest}
      showIcon
      className={styles.note}
      title={t.bundles.findings(flow.findings.length)}
      description={
        <ul className={styles.problems}>
          {flow.findings.map((finding) => (
            <li key={finding.code + finding.path}>
              <strong>{t.bundles.severities[finding.severity]}:</strong>{' '}
              {language === 'zh' ? finding.messageZh : finding.message}
            </li>
          ))}
        </ul>
      }
    />
  );
}

function Changes({ changes }: { changes: FlowChange[] }) {
  const { t } = useI18n();
  return things.map((thing) => {
    const found = changes.filter((change) => change.thing === thing);
    if (found.length === 0) return null;
    return (
      <section key={thing} className={styles.changes}>
        <h3>{t.bundles.things[thing]}</h3>
        <ul>
          {found.map((change) => (
            <Change key={`${change.kind} ${change.id} ${change.member} ${change.name}`} change={change} />
          ))}
        </ul>
      </section>
    );
  });
}

function Change({ change }: { change: FlowChange }) {
  const { t, language } = useI18n();
  const name = (language === 'zh' && change.nameZh) || change.name;
  const hasValues = change.kind === 'changed' || change.kind === 'renamed';
  return (
    <li>
      <Tag color={kindColours[change.kind]}>{t.bundles.kinds[change.kind]}</Tag>
      <span className={styles.what}>
        {change.kind !== 'renamed' && <strong>{name}</strong>}
        {change.member && change.thing !== 'setting' && <code>{change.member}</code>}
        {hasValues && (
          <span className={styles.values}>
            <del>{change.before ?? t.bundles.nothing}</del>
            <span aria-hidden> → </span>
            <ins>{change.after ?? t.bundles.nothing}</ins>
          </span>
        )}
      </span>
    </li>
  );
}

const stepsOf = (flow: FlowPreview) => flow.changes.filter((change) => change.thing === 'step').length;
