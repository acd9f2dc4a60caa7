import { Button, Result } from 'antd';
import { Link } from 'react-router';
import { useI18n } from '../i18n';

export function NotFound() {
  const { t } = useI18n();
  return (
    <Result
      status="404"
      title={t.errors.notFound}
      subTitle={t.errors.notFoundHint}
      extra={
        <Link to="/inbox">
          <Button type="primary">{t.errors.toInbox}</Button>
        </Link>
      }
    />
  );
}
