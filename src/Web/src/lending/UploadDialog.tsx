import { InboxOutlined } from '@ant-design/icons';
import { Alert, App, DatePicker, Form, Input, Modal, Progress, Select, Upload } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { useProducts } from '../api/catalogue';
import { upload } from '../api/upload';
import { useI18n } from '../i18n';
import { describeError } from '../shell/ErrorState';
import { acceptedTypes, fileProblem } from './files';

type Values = {
  kind: string;
  files: { originFileObj: File }[];
  issuedOn?: Dayjs;
  expiresOn?: Dayjs;
  fields?: Record<string, string>;
};

type Props = {
  /** Where the documents of the case are. */
  documents: string;
  product: string;
  segment: string | null | undefined;
  /** Chosen at first. */
  firstKind?: string;
  open: boolean;
  onUploaded: () => Promise<unknown>;
  onClose: () => void;
};

/** Adds a document of the checklist to a case. */
export function UploadDialog({ documents, product, segment, firstKind, open, onUploaded, onClose }: Props) {
  const { t, pick } = useI18n();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const [share, setShare] = useState<number>();
  const [failure, setFailure] = useState<unknown>();

  const checklists = useProducts().data?.find(({ key }) => key === product)?.checklist;
  const kinds = checklists?.find((list) => list.segment === segment)?.documents ?? [];
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
      <Form form={form} layout="vertical" preserve={false} initialValues={{ kind: firstKind }} onFinish={send}>
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
      await upload({ method: 'POST', url: documents, body }, setShare);
      await onUploaded();
      message.success(t.documents.uploaded(file.name));
      onClose();
    } catch (error) {
      setFailure(error);
    } finally {
      setShare(undefined);
    }
  }
}
