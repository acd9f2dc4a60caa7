import { Form, Select } from 'antd';
import { usePeople } from '../../api/people';
import type { Outcome } from '../../api/types';
import { useI18n } from '../../i18n';
import { useNames } from '../../lending/names';

type PersonProps = {
  value: string | undefined;
  onChange: (value: string) => void;
  /** Whether a group can be chosen too; its value begins with <c>group:</c>. */
  withGroups?: boolean;
  /** Whether whoever applied can be chosen too: {@link theApplicant}. */
  withApplicant?: boolean;
  label?: string;
  problem?: string | undefined;
};

/** One of the people who work here, or one of their groups. */
export function PersonSelect({
  value,
  onChange,
  withGroups = false,
  withApplicant = false,
  label,
  problem,
}: PersonProps) {
  const { t } = useI18n();
  const names = useNames();
  const people = usePeople();
  const groups = [...new Set(people.data?.flatMap((person) => person.groups))];
  const persons = (people.data ?? []).map(({ name, displayName, groups: of }) => ({
    value: name,
    label: `${displayName} (${name})${of.length > 0 ? ` · ${names.groups(of)}` : ''}`,
  }));
  const options = [
    ...(withApplicant ? [{ value: theApplicant, label: t.task.theApplicant }] : []),
    ...(withGroups ? groups.map((group) => ({ value: `group:${group}`, label: names.groups([group]) })) : []),
    ...persons,
  ];
  return (
    <Form.Item
      label={label ?? (withGroups ? t.task.do.groupOrPerson : t.task.do.to)}
      htmlFor="person"
      required
      {...(problem ? { validateStatus: 'error' as const, help: problem } : {})}
    >
      <Select
        id="person"
        showSearch={{ optionFilterProp: 'label' }}
        autoFocus
        value={value ?? null}
        onChange={onChange}
        loading={people.isPending}
        placeholder={t.task.do.toHint}
        options={options}
      />
    </Form.Item>
  );
}

/** Stands for whoever applied; no user name has a colon. */
const theApplicant = 'applicant:';

export const toAsked = (value: string): { to: string } | { ofApplicant: true } =>
  value === theApplicant ? { ofApplicant: true } : { to: value };

/** What {@link PersonSelect} chose, as the commands take it. */
export const toForwarding = (value: string): { to: string } | { group: string } =>
  value.startsWith('group:') ? { group: value.slice('group:'.length) } : { to: value };

type ReasonProps = {
  hasFocus?: boolean;
  outcome: Outcome;
  value: string[];
  onChange: (codes: string[]) => void;
  problem?: string | undefined;
};

/** The reasons that an outcome offers. */
export function ReasonSelect({ hasFocus = false, outcome, value, onChange, problem }: ReasonProps) {
  const { t, pick } = useI18n();
  return (
    <Form.Item
      label={t.task.reasons}
      htmlFor="reasons"
      required
      {...(problem ? { validateStatus: 'error' as const, help: problem } : {})}
    >
      <Select
        id="reasons"
        mode="multiple"
        autoFocus={hasFocus}
        value={value}
        onChange={onChange}
        placeholder={t.task.reasonsHint}
        optionFilterProp="label"
        options={outcome.reasonCodes.map(({ code, label, labelZh }) => ({ value: code, label: pick(label, labelZh) }))}
      />
    </Form.Item>
  );
}
