import { DeleteOutlined, DownOutlined, SaveOutlined } from '@ant-design/icons';
import { App, Button, Popover } from 'antd';
import { useState } from 'react';
import { useDeleteView, useViews } from '../../api/inbox';
import { useUser } from '../../api/session';
import { useI18n } from '../../i18n';
import { useNames } from '../../lending/names';
import styles from './Inbox.module.css';
import { SaveViewDialog } from './SaveViewDialog';
import { type InboxQuery, read } from './useInboxQuery';

type Props = {
  open: boolean;
  onOpen: (open: boolean) => void;
  query: InboxQuery;
  onChange: (change: Partial<InboxQuery>) => void;
};

/** Views of the inbox that were saved by the reader or shared with a group of theirs. */
export function SavedViews({ open, onOpen, query, onChange }: Props) {
  const { t } = useI18n();
  const { message } = App.useApp();
  const me = useUser()?.name;
  const names = useNames();
  const views = useViews().data ?? [];
  const remove = useDeleteView();
  const [isSaving, setSaving] = useState(false);

  const list = (
    <div className={styles.views}>
      {views.length === 0 && <p className="quiet">{t.inbox.views.none}</p>}
      <ul>
        {views.map((view) => (
          <li key={view.id}>
            <Button
              type="text"
              onClick={() => {
                onChange({ ...read(new URLSearchParams(view.query)) });
                onOpen(false);
              }}
            >
              {view.name}
              {view.sharedWith && (
                <span className={styles.sub}>
                  {t.inbox.views.shared(names.person(view.owner), names.groups([view.sharedWith]))}
                </span>
              )}
            </Button>
            {view.owner === me && (
              <Button
                type="text"
                icon={<DeleteOutlined />}
                aria-label={t.inbox.views.delete(view.name)}
                onClick={() =>
                  remove.mutate(view.id, { onSuccess: () => message.success(t.inbox.views.deleted(view.name)) })
                }
              />
            )}
          </li>
        ))}
      </ul>
      <Button
        icon={<SaveOutlined />}
        block
        onClick={() => {
          onOpen(false);
          setSaving(true);
        }}
      >
        {t.inbox.views.save}
      </Button>
    </div>
  );

  return (
    <>
      <Popover open={open} onOpenChange={onOpen} trigger="click" placement="bottomRight" content={list}>
        <Button icon={<DownOutlined />} iconPlacement="end" aria-expanded={open}>
          {t.inbox.views.title}
        </Button>
      </Popover>
      {isSaving && <SaveViewDialog query={query} onClose={() => setSaving(false)} />}
    </>
  );
}
