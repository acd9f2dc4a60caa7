import { CheckCircleFilled, CloseCircleFilled } from '@ant-design/icons';
import { Button, Modal } from 'antd';
import type { BulkResult, TaskSummary } from '../../api/types';
import { useI18n } from '../../i18n';
import { palette } from '../../theme';
import styles from './Inbox.module.css';

type Props = { tasks: TaskSummary[]; results: BulkResult[]; onClose: () => void };

/** Which of many tasks it worked for, and why not for the others. */
export function BulkResults({ tasks, results, onClose }: Props) {
  const { t, pick } = useI18n();
  const done = results.filter((result) => result.problem === null).length;
  return (
    <Modal
      open
      title={t.inbox.bulk.results(done, results.length)}
      onCancel={onClose}
      footer={
        <Button type="primary" autoFocus onClick={onClose}>
          {t.common.close}
        </Button>
      }
      width={640}
    >
      <ul className={styles.results}>
        {results.map((result) => {
          const task = tasks.find((candidate) => candidate.id === result.id);
          return (
            <li key={result.id} data-done={result.problem === null}>
              {result.problem === null ? (
                <CheckCircleFilled style={{ color: palette.ok }} />
              ) : (
                <CloseCircleFilled style={{ color: palette.breached }} />
              )}
              <div>
                <strong>{task?.caseNumber}</strong> {task && pick(task.title, task.titleZh)}
                <div className="quiet">{result.problem ?? t.inbox.bulk.done}</div>
              </div>
            </li>
          );
        })}
      </ul>
      {done < results.length && <p className="quiet">{t.inbox.bulk.retryHint}</p>}
    </Modal>
  );
}
