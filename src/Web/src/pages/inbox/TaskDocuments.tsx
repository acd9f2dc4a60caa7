import { PaperClipOutlined } from '@ant-design/icons';
import { documentUrl } from '../../api/cases';
import type { Task } from '../../api/types';
import { useFormat } from '../../format';
import { useI18n } from '../../i18n';
import { DocumentList } from '../../lending/DocumentList';
import styles from './Task.module.css';

/** Documents somebody pointed at for this task, above all those of the case. */
export function TaskDocuments({ task }: { task: Task }) {
  const { t } = useI18n();
  const format = useFormat();
  return (
    <>
      {task.attachments.length > 0 && (
        <section className={styles.attached}>
          <h3>{t.task.attachments}</h3>
          <ul>
            {task.attachments.map(({ documentId, name, by, at }) => (
              <li key={documentId}>
                <PaperClipOutlined aria-hidden />{' '}
                <a href={documentUrl(task.caseNumber, documentId)} target="_blank" rel="noreferrer">
                  {name}
                </a>{' '}
                <span className={styles.sub}>
                  {by}, {format.shortDateTime(at)}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <DocumentList number={task.caseNumber} />
    </>
  );
}
