import { App, Button, Card, DatePicker, Form, Input, Modal, Popconfirm, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { ProblemError } from '../../api/client';
import { usePeople } from '../../api/people';
import { type Absence, useEndAbsence, useEnterAbsence } from '../../api/team';
import { useFormat } from '../../format';
import { useI18n } from '../../i18n';
import { useNames } from '../../lending/names';
import { EmptyState } from '../../shell/EmptyState';
import { describeError } from '../../shell/ErrorState';
import styles from './Team.module.css';

/** Who is away or will be, and who covers. */
export function AbsenceCard({ absences, mayChange }: { absences: Absence[]; mayChange: boolean }) {
  const { t } = useI18n();
  const { message } = App.useApp();
  const format = useFormat();
  const [entering, setEntering] = useState(false);
  const end = useEndAbsence();
  const names = useNames();
  return (
    <Card className={styles.card} style={{ marginBottom: 16 }}>
      <div className={styles.head}>
        <h2>{t.team.absences}</h2>
        {mayChange && <Button onClick={() => setEntering(true)}>{t.team.enterAbsence}</Button>}
        <p className={styles.hint}>{t.team.absencesHint}</p>
      </div>
      {absences.length === 0 ? (
        <EmptyState title={t.team.noAbsences} />
      ) : (
        <ul className={styles.list}>
          {absences.map((absence) => (
            <li key={absence.id}>
              <span>
                <strong>{names.person(absence.person)}</strong> → {names.person(absence.substitute)}
                <span className="quiet" style={{ display: 'block', fontSize: 12.5 }}>
                  {format.shortDateTime(absence.from)} – {format.shortDateTime(absence.until)}
                  {absence.reason && ` · ${absence.reason}`}
                </span>
              </span>
              {mayChange && (
                <Popconfirm
                  title={t.team.endConfirm}
                  okText={t.team.end}
                  cancelText={t.common.close}
                  onConfirm={() =>
                    end.mutate(absence.id, {
                      onSuccess: () => void message.success(t.team.ended),
                      onError: (error) => void message.error(describeError(error, t)),
                    })
                  }
                >
                  <Button type="text" size="small">
                    {t.team.end}
                  </Button>
                </Popconfirm>
              )}
            </li>
          ))}
        </ul>
      )}
      {entering && <AbsenceForm onClose={() => setEntering(false)} />}
    </Card>
  );
}

type Fields = { person: string; substitute: string; when: [Dayjs, Dayjs]; reason?: string };

function AbsenceForm({ onClose }: { onClose: () => void }) {
  const { t } = useI18n();
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const enter = useEnterAbsence();
  const options = (usePeople().data ?? []).map((person) => ({ value: person.name, label: person.displayName }));
  return (
    <Modal
      open
      title={t.team.enterAbsence}
      okText={t.team.enterAbsence}
      cancelText={t.common.close}
      confirmLoading={enter.isPending}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <Form form={form} layout="vertical" onFinish={save}>
        <Form.Item name="person" label={t.team.who} rules={[{ required: true }]}>
          <Select showSearch={{ optionFilterProp: 'label' }} options={options} />
        </Form.Item>
        <Form.Item name="substitute" label={t.team.substitute} rules={[{ required: true }]}>
          <Select showSearch={{ optionFilterProp: 'label' }} options={options} />
        </Form.Item>
        <Form.Item name="when" label={t.team.when} rules={[{ required: true }]}>
          <DatePicker.RangePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="reason" label={`${t.team.reason} (${t.common.optional})`}>
          <Input maxLength={200} />
        </Form.Item>
      </Form>
    </Modal>
  );

  function save({ person, substitute, when, reason }: Fields) {
    enter.mutate(
      { person, substitute, from: when[0].toISOString(), until: when[1].toISOString(), reason: reason || null },
      {
        onSuccess: () => {
          void message.success(t.team.entered);
          onClose();
        },
        onError: (error) => {
          const fields = error instanceof ProblemError ? error.fieldErrors : {};
          const named = { person: 'person', substitute: 'substitute', from: 'when', until: 'when' } as const;
          const known = Object.entries(named).filter(([path]) => fields[path]);
          if (known.length === 0) void message.error(describeError(error, t));
          form.setFields(known.map(([path, name]) => ({ name, errors: fields[path] })));
        },
      },
    );
  }
}
