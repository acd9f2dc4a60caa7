import { Alert, Button, Card } from 'antd';
import { useEffect, useState } from 'react';
import { check } from '../../forms/check';
import { FormView } from '../../forms/FormView';
import { type FormSchema, type FormValue, startOf } from '../../forms/schema';
import { useI18n } from '../../i18n';
import styles from './FormPages.module.css';
import { sample } from './sample';

/** The form as people will see it; it can be tried out, and nothing of that is kept. */
export function Preview({ schema }: { schema: FormSchema }) {
  const { t } = useI18n();
  const [value, setValue] = useState<FormValue>(() => startOf(schema, {}));
  const [isTried, setTried] = useState(false);
  const problems = isTried ? check(schema, value, 'form') : [];

  // What was entered in a field that is gone would be found fault with for ever.
  useEffect(() => {
    const fields = schema.properties ?? {};
    setValue((entered) => Object.fromEntries(Object.entries(entered).filter(([name]) => name in fields)));
  }, [schema]);

  return (
    <Card
      title={t.forms.preview}
      extra={
        <Button size="small" onClick={() => setTried(true)}>
          {t.forms.tryOut}
        </Button>
      }
    >
      {isTried && (
        <Alert
          className={styles.verdict}
          type={problems.length === 0 ? 'success' : 'error'}
          showIcon
          title={problems.length === 0 ? t.forms.fits : t.form.problems(problems.length)}
        />
      )}
      <FormView schema={schema} value={value} problems={problems} surroundings={sample} onChange={setValue} />
    </Card>
  );
}
