import { ThunderboltOutlined } from '@ant-design/icons';
import { Tag } from 'antd';
import type { CaseStatus, Track } from '../api/types';
import { useI18n } from '../i18n';

const statusColour: Record<CaseStatus, string> = {
  running: 'processing',
  approved: 'cyan',
  disbursed: 'success',
  declined: 'error',
  blocked: 'error',
  withdrawn: 'default',
};

export function StatusTag({ status }: { status: CaseStatus }) {
  const { t } = useI18n();
  return <Tag color={statusColour[status]}>{t.status[status]}</Tag>;
}

export function TrackTag({ track }: { track: Track | null }) {
  const { t } = useI18n();
  if (!track) return <span className="quiet">{t.common.none}</span>;
  return <Tag icon={track === 'standard' ? undefined : <ThunderboltOutlined />}>{t.track[track]}</Tag>;
}

export function GradeTag({ grade }: { grade: string | null }) {
  const { t } = useI18n();
  if (!grade) return <span className="quiet">{t.common.none}</span>;
  return (
    <Tag variant="outlined" style={{ minWidth: 28, marginInlineEnd: 0, textAlign: 'center', fontWeight: 600 }}>
      {grade}
    </Tag>
  );
}
