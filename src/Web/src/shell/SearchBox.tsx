import { SearchOutlined } from '@ant-design/icons';
import { Input, type InputRef } from 'antd';
import { type Ref, useEffect, useState } from 'react';

export type SearchBoxRef = InputRef;

type Props = {
  ref?: Ref<SearchBoxRef>;
  value: string;
  placeholder: string;
  onChange: (value: string) => void;
  /** Enter leaves the field for what was found. */
  onEnter?: () => void;
};

const pauseMs = 300;

/** A search field that reports when typing pauses, so that a list is not asked for on every key. */
export function SearchBox({ ref, value, placeholder, onChange, onEnter }: Props) {
  const [text, setText] = useState(value);

  useEffect(() => setText((current) => (current.trim() === value ? current : value)), [value]);

  useEffect(() => {
    if (text.trim() === value) return;
    const timer = setTimeout(() => onChange(text.trim()), pauseMs);
    return () => clearTimeout(timer);
  }, [text, value, onChange]);

  return (
    <Input
      ref={ref}
      allowClear
      value={text}
      prefix={<SearchOutlined />}
      placeholder={placeholder}
      aria-label={placeholder}
      onChange={(event) => setText(event.target.value)}
      onPressEnter={(event) => {
        event.preventDefault();
        if (onEnter) event.currentTarget.blur();
        onEnter?.();
      }}
    />
  );
}
