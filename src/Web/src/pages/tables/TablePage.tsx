import { Button } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { useSession } from '../../api/session';
import { type Edition, useEditions } from '../../api/tables';
import { useI18n } from '../../i18n';
import { ErrorState } from '../../shell/ErrorState';
import { PageHeader } from '../../shell/PageHeader';
import { PageSkeleton } from '../../shell/PageSkeleton';
import { AuthorityEditor } from './AuthorityEditor';
import { CalendarYear } from './CalendarYear';
import { Content } from './Content';
import { History } from './History';
import { useTableName } from './names';
import { SaveEdition } from './SaveEdition';

/** A draft of an edition, begun from one that is there. */
export type Draft = { from: number; content: Record<string, unknown> };

/** One table: what holds, a draft of what shall hold, and what held. */
export function Component() {
  const name = useParams()['*'] ?? '';
  const { t } = useI18n();
  const nameOf = useTableName();
  const editions = useEditions(name);
  const roles = useSession().data?.user?.roles ?? [];
  const mayChange = roles.includes('admin') || roles.includes('owner');
  const [draft, setDraft] = useState<Draft>();

  if (editions.isError) return <ErrorState error={editions.error} onRetry={editions.refetch} />;
  if (!editions.data) return <PageSkeleton />;
  const inForce = editionInForce(editions.data);
  const shown = draft?.content ?? (inForce.content as Record<string, unknown>);
  const next = Math.max(...editions.data.map((edition) => edition.version)) + 1;

  return (
    <>
      <PageHeader title={nameOf(name)}>
        <Link to="/tables">{t.tables.title}</Link>
        {mayChange && !draft && (
          <Button type="primary" onClick={() => begin(inForce)}>
            {t.tables.edit}
          </Button>
        )}
      </PageHeader>
      {!mayChange && <p className="quiet">{t.tables.readOnly}</p>}
      {draft && <SaveEdition name={name} draft={draft} next={next} onDone={() => setDraft(undefined)} />}
      {name === 'authority-matrix' ? (
        <AuthorityEditor content={shown} onChange={draft && ((content) => setDraft({ ...draft, content }))} />
      ) : name.startsWith('calendars/') && !draft ? (
        <CalendarYear calendar={name.slice('calendars/'.length)} content={shown} />
      ) : (
        <Content
          key={draft?.from ?? 'in force'}
          content={shown}
          onChange={draft && ((content) => setDraft({ ...draft, content }))}
        />
      )}
      <History editions={editions.data} inForce={inForce.version} onRestore={mayChange ? begin : undefined} />
    </>
  );

  function begin(edition: Edition) {
    setDraft({ from: edition.version, content: structuredClone(edition.content) as Record<string, unknown> });
    window.scrollTo({ top: 0 });
  }
}

/** The last that has begun; the server keeps them in the order in which they begin. */
function editionInForce(editions: Edition[]): Edition {
  const today = new Date().toISOString().slice(0, 10);
  return editions.findLast((edition) => edition.effectiveFrom <= today) ?? (editions[0] as Edition);
}
