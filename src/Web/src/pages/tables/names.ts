import { useI18n } from '../../i18n';

/** What people call a table; an unknown one stands for itself. */
export function useTableName() {
  const { t } = useI18n();
  return (name: string) =>
    name.startsWith('calendars/') ? t.tables.calendar(name.slice('calendars/'.length)) : (t.tables.names[name] ?? name);
}
