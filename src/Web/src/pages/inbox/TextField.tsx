import { Form, Mentions } from 'antd';
import { usePeople } from '../../api/people';

type Props = {
  label: string;
  isRequired: boolean;
  hasFocus?: boolean;
  value: string;
  onChange: (text: string) => void;
  problem: string | undefined;
  placeholder?: string;
};

/** Something said in words; `@` offers the people who can be addressed. */
export function TextField({ label, isRequired, hasFocus = false, value, onChange, problem, placeholder }: Props) {
  const people = usePeople().data ?? [];
  return (
    <Form.Item
      label={label}
      htmlFor="text"
      required={isRequired}
      {...(problem ? { validateStatus: 'error' as const, help: problem } : {})}
    >
      <Mentions
        id="text"
        autoFocus={hasFocus}
        value={value}
        onChange={onChange}
        maxLength={4000}
        autoSize={{ minRows: 3, maxRows: 10 }}
        options={people.map(({ name, displayName }) => ({ value: name, label: `${displayName} (${name})` }))}
        {...(placeholder && { placeholder })}
      />
    </Form.Item>
  );
}
