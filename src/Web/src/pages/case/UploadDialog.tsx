import { InboxOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, App, DatePicker, Form, Input, Modal, Progress, Select, Upload } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { useProducts } from '../../api/catalogue';
import type { Case } from '../../api/types';
import { upload } from '../../api/upload';
import { useI18n } from '../../i18n';
import { acceptedTypes, fileProblem } from '../../lending/files';
import { describeError } from '../../shell/ErrorState';

type Values = {
  kind: string;
  files: { originFileObj: File }[];
  issuedOn?: Dayjs;
  expiresOn?: Dayjs;
  fields?: Record<string, string>;
};

export function UploadDialog({ loan, open, onClose }: { loan: Case; open: boolean; onClose: () => void }) {
  const { t, pick } = useI18n();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [form] = Form.useForm<Values>();
  const [share, setShare] = useState<number>();
  const [failure, setFailure] = useState<unknown>();

  const product = useProducts().data?.find(({ key }) => key === loan.product);
  const segment = loan.application?.borrower.segment;
  const kinds = product?.checklist.find((list) => list.segment === segment)?.documents ?? [];
  const kind = Form.useWatch('kind', form);
  const fields = kinds.find((document) => document.kind === kind)?.fields ?? [];

  return (
    <Modal
      open={open}
      title={t.documents.upload}
      okText={t.documents.upload}
      confirmLoading={share !== undefined}
      onOk={() => form.submit()}
      onCancel={onClose}
      afterClose={() => setFailure(undefined)}
      destroyOnHidden
    >
      <Form form={form} layout="vertical" preserve={false} onFinish={send}>
        <Form.Item name="kind" label={t.documents.kind} rules={[{ required: true, message: t.validation.required }]}>
          <Select
            options={kinds.map(({ kind, name, nameZh }) => ({ value: kind, label: pick(name, nameZh) }))}
            placeholder={t.documents.kind}
          />
        </Form.Item>
        <Form.Item
          name="files"
          label={t.documents.file}
          valuePropName="fileList"
          getValueFromEvent={(event: { fileList: unknown[] }) => event.fileList}
          rules={[
            { required: true, message: t.validation.required },
            {
              validator: async (_, files: Values['files'] | undefined) => {
                const problem = files?.[0] && fileProblem(files[0].originFileObj, t);
                if (problem) throw new Error(problem);
              },
            },
          ]}
        >
          <Upload.Dragger maxCount={1} accept={acceptedTypes} beforeUpload={() => false}>
            <InboxOutlined style={{ fontSize: 28, color: '#0d5f63' }} />
            <div>
              {t.documents.choose} {t.documents.drag}
            </div>
            <div className="quiet">{t.documents.emptyHint}</div>
          </Upload.Dragger>
        </Form.Item>
        <div style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 12 }}>
          <Form.Item name="issuedOn" label={t.documents.issuedOn}>
            <DatePicker style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="expiresOn" label={t.documents.expiresOn}>
            <DatePicker style={{ width: '100%' }} />
          </Form.Item>
        </div>
        {fields.map((field) => (
          <Form.Item
            key={field}
            name={['fields', field]}
            label={t.documents.asPrinted(t.documents.fields[field] ?? field)}
            rules={[{ required: true, whitespace: true, message: t.validation.required }]}
          >
            <Input maxLength={200} spellCheck={false} />
          </Form.Item>
        ))}
        {share !== undefined && <Progress percent={Math.round(share * 100)} aria-label={t.documents.upload} />}
        {failure !== undefined && <Alert type="error" showIcon title={describeError(failure, t)} />}
      </Form>
    </Modal>
  );

  async function send({ kind, files, issuedOn, expiresOn, fields }: Values) {
    const file = files[0]?.originFileObj;
    if (!file) return;
    const body = new FormData();
    body.append('file', file);
    body.append('kind', kind);
    if (fields) body.append('fields', JSON.stringify(fields));
    if (issuedOn) body.append('issuedOn', issuedOn.format('YYYY-MM-DD'));
    if (expiresOn) body.append('expiresOn', expiresOn.format('YYYY-MM-DD'));
    setShare(0);
    setFailure(undefined);
    try {
      await upload(
        { method: 'POST', url: `/api/applications/${encodeURIComponent(loan.number)}/documents`, body },
        setShare,
      );
      await queries.invalidateQueries({ queryKey: ['cases', loan.number] });
      message.success(t.documents.uploaded(file.name));
      onClose();
    } catch (error) {
      setFailure(error);
    } finally {
      setShare(undefined);
    }
  }
}
