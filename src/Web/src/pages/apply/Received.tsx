import { Button, Result, Typography } from 'antd';
import { Link } from 'react-router';
import type { Receipt } from '../../api/types';
import { useI18n } from '../../i18n';

export function Received({ receipt, onAnother }: { receipt: Receipt; onAnother: () => void }) {
  const { t } = useI18n();
  return (
    <Result
      status="success"
      title={t.apply.success}
      subTitle={t.apply.successHint}
      extra={[
        <Link key="follow" to={`/cases/${receipt.number}`}>
          <Button type="primary">{t.apply.follow}</Button>
        </Link>,
        <Button key="another" onClick={onAnother}>
          {t.apply.another}
        </Button>,
      ]}
    >
      <div style={{ textAlign: 'center' }}>
        <div className="quiet">{t.field.number}</div>
        <Typography.Text strong copyable style={{ fontSize: 24 }}>
          {receipt.number}
        </Typography.Text>
      </div>
    </Result>
  );
}
