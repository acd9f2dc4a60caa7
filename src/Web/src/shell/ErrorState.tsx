import { Button, Result } from 'antd';
import { ProblemError } from '../api/client';
import { useI18n } from '../i18n';
import type { Texts } from '../i18n/en';

/** In place of content that could not be loaded. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => unknown }) {
  const { t } = useI18n();
  const isForbidden = error instanceof ProblemError && error.status === 403;
  return (
    <Result
      status={isForbidden ? '403' : 'warning'}
      title={isForbidden ? t.errors.forbidden : t.errors.unexpected}
      subTitle={describeError(error, t)}
      extra={onRetry && <Button onClick={() => onRetry()}>{t.common.retry}</Button>}
    />
  );
}

/** One sentence for a person: the server's own words when there are any. */
export function describeError(error: unknown, t: Texts): string {
  if (!(error instanceof ProblemError)) return error instanceof Error ? error.message : t.errors.unexpected;
  if (error.status === 0) return t.errors.unreachable;
  return error.problem.detail || error.problem.title || t.errors.status(error.status);
}
