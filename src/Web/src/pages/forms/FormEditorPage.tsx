import { Alert, Button, Card, Input, Skeleton, Tag } from 'antd';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useForm, useFormProblems } from '../../api/forms';
import { mayAdminister, useUser } from '../../api/session';
import type { FormDraft, LenderForm } from '../../api/types';
import { asForm } from '../../forms/schema';
import { useI18n } from '../../i18n';
import { ErrorState } from '../../shell/ErrorState';
import { PageHeader } from '../../shell/PageHeader';
import { type Drawing, laidOut, nameFrom, newDrawing } from './drawing';
import styles from './FormPages.module.css';
import { History } from './History';
import { Preview } from './Preview';
import { SaveDialog } from './SaveDialog';
import { SectionsEditor } from './SectionsEditor';

/** Draws one form: fields on the left, the form itself on the right, as people will see it. */
export function Component() {
  const { key = '' } = useParams();
  const form = useForm(key);
  if (form.isError) return <ErrorState error={form.error} onRetry={form.refetch} />;
  if (key && !form.data) return <Skeleton active paragraph={{ rows: 10 }} />;
  return <FormEditor key={`${key}/${form.data?.editions.length ?? 0}`} form={form.data} />;
}

function FormEditor({ form }: { form: LenderForm | undefined }) {
  const { t, pick } = useI18n();
  const navigate = useNavigate();
  const mayDraw = mayAdminister(useUser());
  const latest = form?.editions.at(-1);
  const [saved] = useState<Drawing>(() => (latest ? drawingOf(latest) : newDrawing));
  const [drawing, setDrawing] = useState(saved);
  const [isSaving, setSaving] = useState(false);
  const isChanged = drawing !== saved;
  const draft: FormDraft = {
    key: form?.key ?? keyFrom(drawing.name),
    basedOn: latest?.version ?? 0,
    ...drawing,
    reason: null,
  };
  const problems = useFormProblems(isChanged && drawing.name ? draft : undefined).data?.problems ?? [];

  return (
    <>
      <PageHeader title={pick(drawing.name, drawing.nameZh) || t.forms.newForm}>
        <div className={styles.actions}>
          {latest && <Tag>{t.form.edition(String(latest.version))}</Tag>}
          {isChanged && <Button onClick={() => setDrawing(saved)}>{t.forms.discard}</Button>}
          {mayDraw && (
            <Button type="primary" disabled={!isChanged} onClick={() => setSaving(true)}>
              {t.forms.save}
            </Button>
          )}
        </div>
      </PageHeader>
      {isChanged && problems.length > 0 && (
        <Alert
          type="warning"
          showIcon
          className={styles.problems}
          title={t.forms.problems(problems.length)}
          description={
            <ul>
              {problems.map((problem) => (
                <li key={problem.path + problem.message}>{problem.message}</li>
              ))}
            </ul>
          }
        />
      )}
      <div className={styles.editor}>
        <div className={styles.board}>
          <Card title={t.forms.name}>
            <div className={styles.pair}>
              <Input
                aria-label={t.forms.nameEn}
                placeholder={t.forms.nameEn}
                value={drawing.name}
                disabled={!mayDraw}
                onChange={(event) => setDrawing({ ...drawing, name: event.target.value })}
              />
              <Input
                aria-label={t.forms.nameZh}
                placeholder={t.forms.nameZh}
                value={drawing.nameZh}
                disabled={!mayDraw}
                onChange={(event) => setDrawing({ ...drawing, nameZh: event.target.value })}
              />
            </div>
          </Card>
          <SectionsEditor
            schema={drawing.schema}
            isReadOnly={!mayDraw}
            onChange={(schema) => setDrawing({ ...drawing, schema })}
          />
        </div>
        <div className={styles.side}>
          <Preview schema={drawing.schema} />
          {form && (
            <History
              editions={form.editions}
              onRestore={mayDraw ? (edition) => setDrawing(drawingOf(edition)) : undefined}
            />
          )}
        </div>
      </div>
      {isSaving && (
        <SaveDialog
          draft={draft}
          isNew={!form}
          onClose={() => setSaving(false)}
          onSaved={(key) => {
            setSaving(false);
            // At once: whoever types on would otherwise type into the editor that is about to leave.
            navigate(`/forms/${key}`, { replace: true, flushSync: true });
          }}
        />
      )}
    </>
  );
}

function drawingOf(edition: LenderForm['editions'][number]): Drawing {
  return { name: edition.name, nameZh: edition.nameZh, schema: laidOut(asForm(edition.schema) ?? newDrawing.schema) };
}

/** Letters and hyphens: "Visit of the shop" becomes visit-of-the-shop. */
const keyFrom = (name: string) => nameFrom(name, []).replace(/[A-Z0-9]+/g, (letters) => `-${letters.toLowerCase()}`);
