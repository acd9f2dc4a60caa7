import { Alert, Checkbox, Form, Input } from 'antd';
import { useI18n } from '../../i18n';
import { residentIdProblem } from '../../lending/checkDigits';
import styles from './Apply.module.css';

const person = ['borrower', 'representative'];

export function RepresentativeStep({ hasConsent }: { hasConsent: boolean }) {
  const { t } = useI18n();
  const form = Form.useFormInstance();
  const required = { required: true, message: t.validation.required };
  const messages = {
    format: t.validation.residentIdFormat,
    date: t.validation.residentIdDate,
    check: t.validation.residentIdCheck,
  };

  return (
    <>
      <div className={styles.columns}>
        <Form.Item name={[...person, 'name']} label={t.field.name} rules={[{ ...required, whitespace: true }]}>
          <Input autoComplete="name" maxLength={100} />
        </Form.Item>
        <Form.Item
          name={[...person, 'residentId']}
          label={t.field.residentId}
          normalize={(text: string) => text.toUpperCase().replaceAll(/\s/g, '')}
          validateTrigger="onBlur"
          rules={[required, { validator: (_, id?: string) => checkResidentId(id) }]}
        >
          <Input maxLength={18} spellCheck={false} />
        </Form.Item>
        <Form.Item
          name={[...person, 'phone']}
          label={t.field.phone}
          validateTrigger="onBlur"
          rules={[required, { pattern: /^1\d{10}$/, message: t.validation.phone }]}
        >
          <Input type="tel" autoComplete="tel" maxLength={11} />
        </Form.Item>
        <Form.Item
          name={[...person, 'email']}
          label={`${t.field.email} (${t.common.optional})`}
          validateTrigger="onBlur"
          rules={[{ type: 'email', message: t.validation.email }]}
        >
          <Input type="email" autoComplete="email" />
        </Form.Item>
      </div>
      <Form.Item name={['consent', 'creditBureau']} label={t.field.consent} valuePropName="checked">
        <Checkbox
          onChange={({ target }) =>
            form.setFieldValue(['consent', 'givenAt'], target.checked ? new Date().toISOString() : null)
          }
        >
          {t.apply.consentText}
        </Checkbox>
      </Form.Item>
      {!hasConsent && <Alert type="warning" showIcon title={t.apply.consentHint} className={styles.notice} />}
    </>
  );

  async function checkResidentId(id: string | undefined) {
    const problem = id ? residentIdProblem(id) : undefined;
    if (problem) throw new Error(messages[problem]);
  }
}
