import { FilterOutlined } from '@ant-design/icons';
import { Badge, Button, Select } from 'antd';
import type { Ref } from 'react';
import { useI18n } from '../../i18n';
import { SearchBox, type SearchBoxRef } from '../../shell/SearchBox';
import { FilterChips } from './FilterChips';
import { FilterPanel } from './FilterPanel';
import styles from './Inbox.module.css';
import { SavedViews } from './SavedViews';
import { groupings, type InboxQuery, sorts } from './useInboxQuery';

/** What of the toolbar is open. */
export type Opened = 'filter' | 'views' | undefined;

type Props = {
  searchBox: Ref<SearchBoxRef>;
  query: InboxQuery;
  onChange: (change: Partial<InboxQuery>) => void;
  opened: Opened;
  onOpen: (opened: Opened) => void;
  /** Whoever has found something goes on in the list. */
  onEnter: () => void;
};

/** Search, filters, order, groups and saved views. */
export function Toolbar({ searchBox, query, onChange, opened, onOpen, onEnter }: Props) {
  const { t } = useI18n();
  return (
    <>
      <div className={styles.toolbar}>
        <SearchBox
          ref={searchBox}
          value={query.search}
          placeholder={t.inbox.searchHint}
          onChange={(search) => onChange({ search })}
          onEnter={onEnter}
        />
        <Badge count={Object.keys(query.filters).length} color="#0d5f63" size="small">
          <Button icon={<FilterOutlined />} onClick={() => onOpen('filter')}>
            {t.inbox.filter}
          </Button>
        </Badge>
        <Select
          aria-label={t.inbox.sort}
          value={query.sort ?? 'due'}
          options={sorts.map((sort) => ({ value: sort, label: t.inbox.sorts[sort] }))}
          onChange={(sort) => onChange({ sort })}
          className={styles.sort}
        />
        <Select
          aria-label={t.inbox.group}
          value={query.group}
          options={groupings.map((group) => ({ value: group, label: t.inbox.groups[group] }))}
          onChange={(group) => onChange({ group })}
          className={styles.sort}
        />
        <SavedViews
          open={opened === 'views'}
          onOpen={(open) => onOpen(open ? 'views' : undefined)}
          query={query}
          onChange={onChange}
        />
      </div>
      <FilterChips query={query} onChange={onChange} />
      <FilterPanel open={opened === 'filter'} query={query} onChange={onChange} onClose={() => onOpen(undefined)} />
    </>
  );
}
