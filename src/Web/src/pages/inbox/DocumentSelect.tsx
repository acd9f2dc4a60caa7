import { Form, Select } from 'antd';
import { useDocuments } from '../../api/cases';
import type { Task } from '../../api/types';
import { useI18n } from '../../i18n';
import { useNames } from '../../lending/names';

type Props = {
  task: Task;
  value: string | undefined;
  onChange: (id: string) => void;
  problem: string | undefined;
};

/** A document of the case that is not attached yet. */
export function DocumentSelect({ task, value, onChange, problem }: Props) {
  const { t } = useI18n();
  const names = useNames();
  const documents = useDocuments(task.caseNumber);
  const free = documents.data?.filter((document) => !task.attachments.some((a) => a.documentId === document.id));
  return (
    <Form.Item
      label={t.task.document}
      htmlFor="document"
      required
      {...(problem ? { validateStatus: 'error' as const, help: problem } : {})}
    >
      <Select
        id="document"
        autoFocus
        value={value ?? null}
        onChange={onChange}
        loading={documents.isPending}
        options={free?.map(({ id, kind, fileName }) => ({
          value: id,
          label: `${names.documentKind(kind)} · ${fileName}`,
        }))}
      />
    </Form.Item>
  );
}
