import type {
  Branch,
  Case,
  CaseDocument,
  Flow,
  LoanApplication,
  Outcome,
  Product,
  Score,
  Task,
  TimelineEntry,
  User,
} from '../src/api/types';

const hour = 3_600_000;
const at = (hoursFromNow: number) => new Date(Date.now() + hoursFromNow * hour).toISOString();

export const users: User[] = [
  { name: 'admin', displayName: 'Adam Keller', roles: ['admin'], groups: [] },
  { name: 'owner', displayName: 'Olivia Brandt', roles: ['owner'], groups: [] },
  { name: 'officer', displayName: '王秀英', roles: ['officer'], groups: ['officers'] },
  { name: 'analyst', displayName: 'Anna Lindqvist', roles: ['analyst'], groups: ['analysts'] },
  { name: 'reviewer', displayName: '陈国强', roles: ['reviewer'], groups: ['reviewers'] },
];

const document = (kind: string, name: string, nameZh: string, required: boolean, maxAgeDays: number | null = null) => ({
  kind,
  name,
  nameZh,
  required,
  maxAgeDays,
  mustNotExpire: kind.endsWith('licence') || kind === 'identity',
  accepts: ['application/pdf', 'image/png', 'image/jpeg'],
});

const documents = [
  document('business-licence', 'Business licence', '营业执照', true),
  document('identity', 'Identity card of the legal representative', '法定代表人身份证', true),
  document('consent', 'Signed consent to the credit enquiry', '征信查询授权书', true, 30),
  document('bank-statement', 'Bank statements of the last six months', '近六个月银行流水', true, 31),
  document('lease', 'Lease of the business premises', '经营场所租赁合同', false),
];

export const products: Product[] = [
  ['working-capital', 'Working capital loan', '流动资金贷款', 10_000, 500_000, 3, 36],
  ['equipment', 'Equipment loan for production and logistics', '生产与物流设备贷款', 50_000, 3_000_000, 12, 84],
].map(([key, name, nameZh, minAmount, maxAmount, minTermMonths, maxTermMonths]) => ({
  key: String(key),
  name: String(name),
  nameZh: String(nameZh),
  currency: 'CNY',
  minAmount: Number(minAmount),
  maxAmount: Number(maxAmount),
  minTermMonths: Number(minTermMonths),
  maxTermMonths: Number(maxTermMonths),
  checklist: ['individual', 'micro', 'small'].map((segment) => ({ segment, documents })),
}));

export const branches: Branch[] = [
  { key: 'hangzhou', name: 'Hangzhou West Lake', nameZh: '杭州西湖支行' },
  { key: 'ningbo', name: 'Ningbo Harbour', nameZh: '宁波港支行' },
];

const rejectReasons = [
  { code: 'R01', label: 'Debt burden too high', labelZh: '负债过高' },
  { code: 'R02', label: 'Income not verifiable', labelZh: '收入无法核实' },
  { code: 'R03', label: 'Purpose not plausible', labelZh: '用途不合理' },
];

const outcomes: Outcome[] = [
  { key: 'approve', label: 'Approve', labelZh: '通过', style: 'primary', needsReason: false },
  { key: 'rework', label: 'Return for rework', labelZh: '退回补件', style: 'default', needsReason: true },
  {
    key: 'decline',
    label: 'Decline',
    labelZh: '驳回',
    style: 'danger',
    needsReason: true,
    reasonCodes: rejectReasons,
  },
];

const form = {
  type: 'object',
  required: ['approvedAmount', 'collateral'],
  properties: {
    approvedAmount: { type: 'number', title: 'Approved amount', titleZh: '批准金额', minimum: 10000 },
    termMonths: { type: 'integer', title: 'Tenor in months', titleZh: '期限（月）', minimum: 3, maximum: 84 },
    collateral: {
      type: 'string',
      title: 'Collateral',
      titleZh: '抵质押物',
      oneOf: [
        { const: 'none', title: 'None', titleZh: '无' },
        { const: 'guarantee', title: 'Guarantee', titleZh: '保证' },
        { const: 'mortgage', title: 'Mortgage', titleZh: '抵押' },
      ],
    },
    siteVisit: { type: 'boolean', title: 'Site visit done', titleZh: '已现场调查' },
  },
};

const names = [
  '杭州清和茶业有限公司',
  'Blue Heron Bakery & Catering Partnership',
  '宁波市北仑区海联国际货运代理与跨境电商供应链管理服务有限责任公司',
  '个体工商户李秀兰（清波门水果店）',
  'Morgenstern Präzisionswerkzeuge und Anlagenbau Nachfolger GmbH & Co. KG',
  '绍兴柯桥锦绣纺织品经营部',
  'Lotus Dental',
  '台州椒江恒力机械配件厂',
  '温州永嘉老字号豆制品作坊',
];

const score = (total: number): Score => ({
  points: total,
  grade: total > 620 ? 'A' : total > 560 ? 'B' : 'C',
  scorecard: 'Small business',
  version: '3',
  scoredAt: at(-20),
  characteristics: [
    ['bureau', 'Bureau score', '征信评分', '712', 148, 180],
    ['age', 'Age of the business', '经营年限', '6 years', 92, 110],
    ['term', 'Tenor', '期限', '24 months', 61, 120],
    ['sector', 'Sector', '行业', '44 Retail', 47, 90],
    ['guarantee', 'Guaranteed share of the loan', '担保比例', '50 %', 38, 60],
    ['employees', 'Employees', '员工人数', '14', 26, 40],
    ['inquiries', 'Bureau inquiries in six months', '近六个月征信查询次数', '5', -22, 20],
  ].map(([key, name, nameZh, value, points, maxPoints]) => ({
    key: String(key),
    name: String(name),
    nameZh: String(nameZh),
    value: String(value),
    points: Number(points),
    maxPoints: Number(maxPoints),
  })),
});

const application = (index: number): LoanApplication => ({
  product: index % 3 === 1 ? 'equipment' : 'working-capital',
  amount: 80_000 + index * 47_500.5,
  termMonths: 24,
  purpose: '采购秋季原材料并支付两个月的仓储费用 / raw materials for the autumn season and two months of storage',
  channel: index % 2 ? 'online' : 'branch',
  branch: index % 2 ? 'ningbo' : 'hangzhou',
  borrower: {
    name: names[index % names.length] ?? '',
    socialCreditCode: '91350100M000100Y43',
    segment: 'micro',
    industry: '445110',
    establishedOn: '2019-05-01',
    employees: 14,
    jobsCreated: 3,
    jobsRetained: 12,
    location: 'urban',
    isFranchise: false,
    annualRevenue: 2_360_000,
    isExistingCustomer: index % 2 === 0,
    representative: {
      name: '张伟',
      residentId: '11010519491231002X',
      phone: '13800138000',
      email: 'zhang.wei@example.com',
    },
  },
  consent: { creditBureau: true, givenAt: at(-50) },
});

const stageOf = ['documentCheck', 'credit', 'score', 'approval', 'approval', 'contract', 'disbursement'];
const statusOf: Case['status'][] = [
  'running',
  'running',
  'running',
  'running',
  'running',
  'running',
  'disbursed',
  'declined',
  'blocked',
];

export const cases: Case[] = Array.from({ length: 34 }, (_, index): Case => {
  const loan = application(index);
  const status = statusOf[index % statusOf.length] ?? 'running';
  const scored = index % 7 > 2 || status !== 'running';
  return {
    number: `LA-2026-${String(4210 - index).padStart(6, '0')}`,
    status,
    stage: status === 'disbursed' ? 'disbursement' : (stageOf[index % 7] ?? 'approval'),
    track: ([null, 'instant', 'fast', 'standard'] as const)[index % 4] ?? null,
    product: loan.product,
    branch: loan.branch,
    borrower: loan.borrower.name,
    amount: loan.amount,
    currency: 'CNY',
    grade: scored ? (['A', 'B', 'C'][index % 3] ?? null) : null,
    submittedAt: at(-52 - index * 5),
    updatedAt: at(-1 - index),
    finishedAt: status === 'running' ? null : at(-1),
    waitingFor: status === 'running' ? ((['us', 'applicant', 'thirdParty'] as const)[index % 3] ?? null) : null,
    hasIncident: index % 6 === 3,
    application: loan,
    documentCheck: {
      outcome: index % 3 === 1 ? 'incomplete' : 'complete',
      checkedAt: at(-49),
      findings:
        index % 3 === 1
          ? [
              {
                document: 'bank-statement',
                code: 'tooOld',
                message: 'Bank statements: expected not older than 31 days, but issued 44 days ago',
                messageZh: '银行流水：应为 31 天以内，实际签发于 44 天前',
              },
            ]
          : [],
    },
    creditReport: scored
      ? {
          reportId: 'CR-883120',
          outcome: 'hit',
          score: 712,
          delinquencies12m: 1,
          defaults: 0,
          openLoans: 2,
          totalDebt: 318_400,
          inquiries6m: 5,
          isBlacklisted: false,
          issuedAt: at(-30),
          validUntil: at(24 * 25),
        }
      : null,
    score: scored ? score(540 + (index % 5) * 30) : null,
    approval:
      status === 'disbursed'
        ? {
            decision: 'approve',
            level: 'manager',
            approvedAmount: loan.amount,
            termMonths: 24,
            annualRate: 0.0485,
            conditions: ['Guarantee of the legal representative'],
            decidedBy: 'manager',
            decidedAt: at(-8),
          }
        : null,
    contract:
      status === 'disbursed'
        ? { number: 'C-2026-00311', status: 'signed', sha256: 'b5bb9d8014a0f9b1d61e21e796d78dcc', signedAt: at(-4) }
        : null,
    disbursement:
      status === 'disbursed'
        ? {
            bookingId: 'BK-77120',
            amount: loan.amount,
            currency: 'CNY',
            account: '6222 0212 **** 8812',
            bookedAt: at(-2),
          }
        : null,
    opinions: scored
      ? [
          {
            at: at(-19),
            actor: 'Anna Lindqvist',
            role: 'analyst',
            step: 'Credit analysis',
            stepZh: '信贷分析',
            outcome: 'Approve',
            outcomeZh: '通过',
            comment:
              'Turnover in the bank statements matches the stated revenue. The one late payment in March was settled within eight days.\n季节性波动正常。',
            reasonCodes: [],
          },
          {
            at: at(-16),
            actor: '陈国强',
            role: 'reviewer',
            step: 'Second review',
            stepZh: '复核',
            outcome: 'Return for rework',
            outcomeZh: '退回补件',
            comment: '请补充近一个月的银行流水。',
            reasonCodes: [{ code: 'D02', label: 'Bank statements too old', labelZh: '银行流水过期' }],
          },
        ]
      : [],
    openTasks: [],
    incidents:
      index % 6 === 3
        ? [
            {
              id: `inc-${index}`,
              at: at(-3),
              step: 'pullCredit',
              title: 'Credit pull failed',
              titleZh: '征信查询失败',
              message:
                'Expected an answer of the credit bureau within 10 s, but the connection was closed (attempt 3 of 3).',
              attempts: 3,
              isOpen: true,
              outcomes: ['hit', 'thin'],
              resolution: null,
            },
          ]
        : [],
  };
});

const titles = [
  ['Check documents', '资料审核', 'documentCheck'],
  ['Credit analysis', '信贷分析', 'approval'],
  ['Decide on the application', '审批决定', 'approval'],
  ['Release the disbursement', '放款复核', 'disbursement'],
] as const;

export const tasks: Task[] = cases.slice(0, 27).map((loan, index): Task => {
  const [title, titleZh, stage] = titles[index % titles.length] ?? titles[0];
  const due = [-5.2, -0.4, 1.6, 3.2, 7, 26, 49][index % 7] ?? 4;
  const blocked = index % 9 === 4;
  const { application: _application, ...summary } = loan;
  return {
    id: `t${index}`,
    caseNumber: loan.number,
    instanceId: `i${index}`,
    activityId: `a${index % 4}`,
    title,
    titleZh,
    stage,
    status: index % 5 === 2 ? 'reserved' : index % 11 === 10 ? 'completed' : 'ready',
    assignee: index % 5 === 2 || index % 11 === 10 ? 'analyst' : null,
    candidateGroups: ['analysts'],
    candidateUsers: [],
    priority: [50, 80, 30, 95][index % 4] ?? 50,
    createdAt: at(-6 - index * 1.7),
    dueAt: at(due),
    sla: due < 0 ? 'breached' : due < 3 ? 'warning' : 'ok',
    outcomes,
    borrower: loan.borrower,
    amount: loan.amount,
    currency: 'CNY',
    product: loan.product,
    grade: loan.grade,
    revision: 1,
    escalations: due < -5 ? 1 : 0,
    description: 'Read the evidence, then choose an outcome. Amounts above the request are not possible.',
    form: index % 4 === 0 ? null : form,
    formData: { approvedAmount: loan.amount, termMonths: 24 },
    history: [
      { at: at(-6), actor: 'system', action: 'created', comment: null },
      { at: at(-3), actor: 'reviewer', action: 'commented', comment: '已电话联系借款人，周五前补件。' },
    ],
    claimable: !blocked,
    whyNot: blocked ? 'Four-eyes: you gave the first opinion on this case, so the review needs another person.' : null,
    case: summary,
  };
});

export const timeline = (loan: Case): TimelineEntry[] => [
  {
    at: loan.submittedAt,
    kind: 'submitted',
    step: null,
    title: 'Application submitted',
    titleZh: '提交申请',
    actor: '张伟',
    detail: null,
  },
  {
    at: at(-51.8),
    kind: 'check',
    step: 'documentCheck',
    title: 'Document check',
    titleZh: '资料审核',
    actor: null,
    detail: 'Incomplete: bank statements too old',
  },
  {
    at: at(-51.7),
    kind: 'rework',
    step: 'documentCheck',
    title: 'Waiting for documents',
    titleZh: '等待补件',
    actor: null,
    detail: null,
  },
  {
    at: at(-30.2),
    kind: 'document',
    step: 'documentCheck',
    title: 'Documents submitted',
    titleZh: '补件完成',
    actor: '张伟',
    detail: 'bank-statement-2026-10.pdf',
  },
  {
    at: at(-30),
    kind: 'credit',
    step: 'creditPull',
    title: 'Bureau report received',
    titleZh: '收到征信报告',
    actor: null,
    detail: 'Score 712, valid for 30 days',
  },
  {
    at: at(-29.9),
    kind: 'score',
    step: 'score',
    title: 'Scored',
    titleZh: '完成评分',
    actor: null,
    detail: '390 points, grade B',
  },
  {
    at: at(-19),
    kind: 'task',
    step: 'analysis',
    title: 'Credit analysis completed',
    titleZh: '信贷分析已办理',
    actor: 'Anna Lindqvist',
    detail: 'Approve',
  },
  ...(loan.hasIncident
    ? [
        {
          at: at(-3),
          kind: 'incident',
          step: 'pullCredit',
          title: 'Credit pull failed',
          titleZh: '征信查询失败',
          actor: null,
          detail: 'The bureau did not answer',
        },
      ]
    : []),
];

export const caseDocuments: CaseDocument[] = documents.slice(0, 4).map((item, index) => ({
  id: `d${index}`,
  kind: item.kind,
  fileName:
    index === 3
      ? '杭州清和茶业有限公司-中国工商银行-2026年5月至10月对公账户交易流水明细（盖章版）.pdf'
      : `${item.kind}.${index === 1 ? 'jpg' : 'pdf'}`,
  contentType: index === 1 ? 'image/jpeg' : 'application/pdf',
  bytes: 182_000 * (index * 3 + 1),
  sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  issuedOn: index === 3 ? '2026-10-31' : null,
  expiresOn: index === 1 ? '2031-04-30' : null,
  fields: {},
  uploadedAt: at(-50),
}));

export const flows: Flow[] = [
  { definitionId: 'small-business-loan', name: '小微企业贷款 Small-business loan', version: 7, isPublished: true },
  {
    definitionId: 'small-business-loan-pilot',
    name: 'Small-business loan, pilot in Ningbo',
    version: 2,
    isPublished: false,
  },
  { definitionId: 'document-rework', name: 'Document rework', version: 3, isPublished: true },
];
