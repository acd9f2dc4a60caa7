import { Form, Input, InputNumber, Radio, Switch } from 'antd';
import { useI18n } from '../../i18n';
import { creditCodeProblem } from '../../lending/checkDigits';
import styles from './Apply.module.css';
import { DateField } from './DateField';

const counts = ['employees', 'jobsCreated', 'jobsRetained'] as const;

export function BusinessStep({ currency }: { currency: string }) {
  const { t } = useI18n();
  const required = { required: true, message: t.validation.required };
  const options = (texts: Record<string, string>) => Object.entries(texts).map(([value, label]) => ({ value, label }));

  return (
    <>
      <Form.Item name={['borrower', 'name']} label={t.field.borrower} rules={[{ ...required, whitespace: true }]}>
        <Input autoComplete="organization" maxLength={200} />
      </Form.Item>
      <Form.Item
        name={['borrower', 'socialCreditCode']}
        label={t.field.socialCreditCode}
        normalize={(text: string) => text.toUpperCase().replaceAll(/\s/g, '')}
        validateTrigger="onBlur"
        rules={[required, { validator: (_, code?: string) => checkCreditCode(code) }]}
      >
        <Input maxLength={18} spellCheck={false} />
      </Form.Item>
      <Form.Item name={['borrower', 'segment']} label={t.field.segment} rules={[required]}>
        <Radio.Group options={options(t.segments)} optionType="button" />
      </Form.Item>
      <div className={styles.columns}>
        <DateField
          name={['borrower', 'establishedOn']}
          label={t.field.establishedOn}
          rules={[required]}
          latest="today"
        />
        <Form.Item
          name={['borrower', 'industry']}
          label={`${t.field.industry} (${t.common.optional})`}
          extra={t.apply.industryHint}
          rules={[{ pattern: /^\d{0,6}$/ }]}
        >
          <Input inputMode="numeric" maxLength={6} />
        </Form.Item>
      </div>
      <div className={styles.columns}>
        {counts.map((count) => (
          <Form.Item key={count} name={['borrower', count]} label={t.field[count]} rules={[required]}>
            <InputNumber className={styles.wide} min={0} precision={0} />
          </Form.Item>
        ))}
        <Form.Item name={['borrower', 'annualRevenue']} label={`${t.field.annualRevenue} (${t.common.optional})`}>
          <InputNumber className={styles.wide} prefix={currency} min={0} precision={2} />
        </Form.Item>
      </div>
      <Form.Item name={['borrower', 'location']} label={t.field.location} rules={[required]}>
        <Radio.Group options={options(t.locations)} optionType="button" />
      </Form.Item>
      <div className={styles.columns}>
        <Form.Item name={['borrower', 'isFranchise']} label={t.field.isFranchise} valuePropName="checked">
          <Switch checkedChildren={t.common.yes} unCheckedChildren={t.common.no} />
        </Form.Item>
        <Form.Item name={['borrower', 'isExistingCustomer']} label={t.field.isExistingCustomer} valuePropName="checked">
          <Switch checkedChildren={t.common.yes} unCheckedChildren={t.common.no} />
        </Form.Item>
      </div>
    </>
  );

  async function checkCreditCode(code: string | undefined) {
    const problem = code ? creditCodeProblem(code) : undefined;
    if (problem === 'format') throw new Error(t.validation.creditCodeFormat);
    if (problem) throw new Error(t.validation.creditCodeCheck);
  }
}
