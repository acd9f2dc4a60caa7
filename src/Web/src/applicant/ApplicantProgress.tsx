import { Alert, Card, Steps } from 'antd';
import type { ReactNode } from 'react';
import type { Applicant } from '../api/types';
import { useFormat } from '../format';
import { useI18n } from '../i18n';
import { useNames } from '../lending/names';
import { useIsPhone } from '../shell/useIsPhone';
import styles from './Applicant.module.css';
import { headlineOf } from './headline';
import { TimeShare } from './TimeShare';

type Props = {
  view: Applicant;
  /** Where the documents are, for the reader. */
  documents: string;
  /** What the reader can do; nothing for staff, who only look. */
  children?: ReactNode;
};

/** Where an application stands, in plain words: what happens now, whose time it is, what comes next. */
export function ApplicantProgress({ view, documents, children }: Props) {
  const { t, pick } = useI18n();
  const format = useFormat();
  const names = useNames();
  const isPhone = useIsPhone();
  const { title, text, tone } = headlineOf(view, t);
  const current = view.steps.findIndex((step) => step.state === 'current' || step.state === 'ended');

  return (
    <div className={styles.page}>
      <Alert className={styles.headline} type={tone} showIcon title={<strong>{title}</strong>} description={text} />
      {children}
      <Card>
        <Steps
          current={current < 0 ? view.steps.length : current}
          status={view.steps.some((step) => step.state === 'ended') ? 'error' : 'process'}
          orientation={isPhone ? 'vertical' : 'horizontal'}
          titlePlacement={isPhone ? 'horizontal' : 'vertical'}
          size="small"
          responsive={false}
          items={view.steps.map((step) => ({ title: t.my.steps[step.key] ?? step.key }))}
        />
        {view.clock && <TimeShare clock={view.clock} isOver={view.finishedAt !== null} />}
      </Card>
      <div className={styles.pair}>
        <Card title={t.my.application}>
          <dl className={styles.facts}>
            <dt>{t.field.number}</dt>
            <dd>{view.number}</dd>
            <dt>{t.field.borrower}</dt>
            <dd>{view.borrower}</dd>
            <dt>{t.field.product}</dt>
            <dd>{names.product(view.product)}</dd>
            <dt>{t.field.amount}</dt>
            <dd>{format.money(view.amount, view.currency)}</dd>
            {view.approvedAmount !== null && (
              <>
                <dt>{t.my.approvedAmount}</dt>
                <dd>{format.money(view.approvedAmount, view.currency)}</dd>
              </>
            )}
            <dt>{t.field.branch}</dt>
            <dd>{names.branch(view.branch)}</dd>
            <dt>{t.field.submitted}</dt>
            <dd>{format.dateTime(view.submittedAt)}</dd>
          </dl>
        </Card>
        <Card title={t.my.documents}>
          {view.documents.length === 0 && <p className="quiet">{t.my.noDocuments}</p>}
          <ul className={styles.list}>
            {view.documents.map((document) => (
              <li key={document.id}>
                <a href={`${documents}/${document.id}`} target="_blank" rel="noreferrer">
                  {t.my.contracts[document.kind] ?? names.documentKind(document.kind)}
                </a>
                <span className="quiet">{format.shortDateTime(document.uploadedAt)}</span>
              </li>
            ))}
          </ul>
        </Card>
      </div>
      <Card title={t.my.soFar}>
        <ol className={styles.list}>
          {view.events.toReversed().map((event) => (
            <li key={event.at + event.title}>
              {pick(event.title, event.titleZh)} <span className="quiet">{format.dateTime(event.at)}</span>
            </li>
          ))}
        </ol>
      </Card>
    </div>
  );
}
