import { Button, Result } from 'antd';
import { isRouteErrorResponse, useRouteError } from 'react-router';
import { useI18n } from '../i18n';
import { NotFound } from './NotFound';

/** Error boundary of every route: an exception in a page leaves the navigation standing. */
export function PageError() {
  const { t } = useI18n();
  const error = useRouteError();
  if (isRouteErrorResponse(error) && error.status === 404) return <NotFound />;
  return (
    <Result
      status="error"
      title={t.errors.pageBroken}
      subTitle={t.errors.pageBrokenHint}
      extra={
        <Button type="primary" onClick={() => window.location.reload()}>
          {t.errors.reload}
        </Button>
      }
    />
  );
}
