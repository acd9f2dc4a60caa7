import { App, Button, Tag } from 'antd';
import { useState } from 'react';
import { mayAdminister, useUser } from '../../api/session';
import type { Case, Incident } from '../../api/types';
import { useFormat } from '../../format';
import { useI18n } from '../../i18n';
import { EmptyState } from '../../shell/EmptyState';
import styles from './Case.module.css';
import { IncidentDialog } from './IncidentDialog';

export function Incidents({ loan }: { loan: Case }) {
  const { t } = useI18n();
  const { message } = App.useApp();
  const mayRepair = mayAdminister(useUser());
  const [asked, setAsked] = useState<{ incident: Incident; what: 'retry' | 'skip' }>();
  if (loan.incidents.length === 0) return <EmptyState title={t.case.noIncidents} hint={t.case.noIncidentsHint} />;
  return (
    <>
      <ul className={styles.incidents}>
        {loan.incidents.map((incident) => (
          <li key={incident.id}>
            <IncidentText incident={incident} />
            {incident.isOpen && mayRepair && (
              <div className={styles.actions}>
                <Button type="primary" onClick={() => setAsked({ incident, what: 'retry' })}>
                  {t.incident.retry}
                </Button>
                <Button onClick={() => setAsked({ incident, what: 'skip' })}>{t.incident.skip}</Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      {asked && (
        <IncidentDialog
          number={loan.number}
          incident={asked.incident}
          what={asked.what}
          onClose={() => setAsked(undefined)}
          onAccepted={() => {
            setAsked(undefined);
            message.success(t.incident.accepted);
          }}
        />
      )}
    </>
  );
}

function IncidentText({ incident }: { incident: Incident }) {
  const { t, pick } = useI18n();
  const format = useFormat();
  return (
    <>
      <div className={styles.entryHead}>
        <strong>{pick(incident.title, incident.titleZh)}</strong>
        <Tag color={incident.isOpen ? 'error' : 'success'}>
          {incident.isOpen ? t.incident.open : t.incident.resolved}
        </Tag>
        <span className="quiet">
          {format.dateTime(incident.at)} · {t.incident.attempts(incident.attempts)}
        </span>
      </div>
      <pre className={styles.incidentMessage}>{incident.message}</pre>
      {incident.resolution && <p className="quiet">{incident.resolution}</p>}
    </>
  );
}
