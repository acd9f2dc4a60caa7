import { Alert, App, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useSaveView } from '../../api/inbox';
import { useUser } from '../../api/session';
import { useI18n } from '../../i18n';
import { useNames } from '../../lending/names';
import { describeError } from '../../shell/ErrorState';
import { type InboxQuery, write } from './useInboxQuery';

export function SaveViewDialog({ query, onClose }: { query: InboxQuery; onClose: () => void }) {
  const { t } = useI18n();
  const { message } = App.useApp();
  const names = useNames();
  const groups = useUser()?.groups ?? [];
  const save = useSaveView();
  const [name, setName] = useState('');
  const [sharedWith, setSharedWith] = useState<string | null>(null);
  return (
    <Modal
      open
      title={t.inbox.views.saveTitle}
      okText={t.inbox.views.save.replace('…', '')}
      okButtonProps={{ disabled: !name.trim(), loading: save.isPending }}
      onOk={send}
      onCancel={onClose}
      width={420}
    >
      <p className="quiet">{t.inbox.views.saveHint}</p>
      {save.error && <Alert type="error" title={describeError(save.error, t)} />}
      <Form layout="vertical" component="div">
        <Form.Item label={t.inbox.views.name} htmlFor="view-name" required>
          <Input
            id="view-name"
            autoFocus
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.target.value)}
            onPressEnter={send}
          />
        </Form.Item>
        <Form.Item label={t.inbox.views.share} htmlFor="view-share">
          <Select
            id="view-share"
            value={sharedWith ?? ''}
            onChange={(group) => setSharedWith(group || null)}
            options={[
              { value: '', label: t.inbox.views.onlyMe },
              ...groups.map((group) => ({ value: group, label: names.groups([group]) })),
            ]}
          />
        </Form.Item>
      </Form>
    </Modal>
  );

  function send() {
    if (!name.trim()) return;
    save.mutate(
      { name: name.trim(), sharedWith, query: write({ ...query, page: 0 }).toString() },
      {
        onSuccess: () => {
          message.success(t.inbox.views.saved(name.trim()));
          onClose();
        },
      },
    );
  }
}
