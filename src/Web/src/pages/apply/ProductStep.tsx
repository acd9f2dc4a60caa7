import { Form, Input, InputNumber, Radio, Select } from 'antd';
import type { Branch, Product } from '../../api/types';
import { useFormat } from '../../format';
import { useI18n } from '../../i18n';
import styles from './Apply.module.css';

type Props = { products: Product[]; branches: Branch[]; product: Product | undefined };

export function ProductStep({ products, branches, product }: Props) {
  const { t, pick } = useI18n();
  const format = useFormat();
  const required = { required: true, message: t.validation.required };
  const money = (amount: number, of: Product) => format.money(amount, of.currency);

  return (
    <>
      <Form.Item name="product" label={t.field.product} rules={[{ ...required, message: t.apply.chooseProduct }]}>
        <Radio.Group className={styles.products}>
          {products.map((candidate) => (
            <Radio key={candidate.key} value={candidate.key} className={styles.product}>
              <strong>{pick(candidate.name, candidate.nameZh)}</strong>
              <span className="quiet">
                {t.apply.range(money(candidate.minAmount, candidate), money(candidate.maxAmount, candidate))} ·{' '}
                {t.apply.terms(candidate.minTermMonths, candidate.maxTermMonths)}
              </span>
            </Radio>
          ))}
        </Radio.Group>
      </Form.Item>
      <div className={styles.columns}>
        <Form.Item
          name="amount"
          label={t.field.amount}
          dependencies={['product']}
          rules={[
            required,
            product
              ? {
                  type: 'number',
                  min: product.minAmount,
                  max: product.maxAmount,
                  message: t.validation.amount(money(product.minAmount, product), money(product.maxAmount, product)),
                }
              : {},
          ]}
        >
          <InputNumber<number>
            className={styles.wide}
            prefix={product?.currency}
            min={0}
            precision={2}
            step={10_000}
            formatter={(value) => (value ? `${value}`.replace(/\B(?=(\d{3})+(?!\d))/g, ',') : '')}
            parser={(text) => Number(text?.replaceAll(',', ''))}
          />
        </Form.Item>
        <Form.Item
          name="termMonths"
          label={t.field.term}
          dependencies={['product']}
          rules={[
            required,
            product
              ? {
                  type: 'integer',
                  min: product.minTermMonths,
                  max: product.maxTermMonths,
                  message: t.validation.term(product.minTermMonths, product.maxTermMonths),
                }
              : {},
          ]}
        >
          <InputNumber className={styles.wide} min={1} precision={0} suffix={t.field.months(0).replace(/^0\s*/, '')} />
        </Form.Item>
      </div>
      <Form.Item name="purpose" label={t.field.purpose} rules={[{ ...required, whitespace: true }]}>
        <Input.TextArea
          placeholder={t.apply.purposeHint}
          autoSize={{ minRows: 2, maxRows: 6 }}
          maxLength={500}
          showCount
        />
      </Form.Item>
      <Form.Item name="branch" label={t.field.branch} rules={[required]}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={branches.map(({ key, name, nameZh }) => ({ value: key, label: pick(name, nameZh) }))}
        />
      </Form.Item>
    </>
  );
}
