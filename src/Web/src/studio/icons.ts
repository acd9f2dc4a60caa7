import AuditOutlined from '@ant-design/icons-svg/es/asn/AuditOutlined';
import BankOutlined from '@ant-design/icons-svg/es/asn/BankOutlined';
import BranchesOutlined from '@ant-design/icons-svg/es/asn/BranchesOutlined';
import DashboardOutlined from '@ant-design/icons-svg/es/asn/DashboardOutlined';
import FileDoneOutlined from '@ant-design/icons-svg/es/asn/FileDoneOutlined';
import FlagOutlined from '@ant-design/icons-svg/es/asn/FlagOutlined';
import IdcardOutlined from '@ant-design/icons-svg/es/asn/IdcardOutlined';
import InboxOutlined from '@ant-design/icons-svg/es/asn/InboxOutlined';
import SafetyOutlined from '@ant-design/icons-svg/es/asn/SafetyOutlined';
import SignatureOutlined from '@ant-design/icons-svg/es/asn/SignatureOutlined';
import UndoOutlined from '@ant-design/icons-svg/es/asn/UndoOutlined';
import UserOutlined from '@ant-design/icons-svg/es/asn/UserOutlined';
import type { IconDefinition } from '@ant-design/icons-svg/es/types';

/** Icons by the names that activity types give. */
export const icons: Record<string, IconDefinition> = {
  bank: BankOutlined,
  'file-check': FileDoneOutlined,
  flag: FlagOutlined,
  gauge: DashboardOutlined,
  'id-card': IdcardOutlined,
  inbox: InboxOutlined,
  route: BranchesOutlined,
  shield: SafetyOutlined,
  signature: SignatureOutlined,
  stamp: AuditOutlined,
  undo: UndoOutlined,
  user: UserOutlined,
};
