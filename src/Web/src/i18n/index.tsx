import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react';
import { en, type Texts } from './en';
import { zh } from './zh';

export type Language = 'en' | 'zh';

const storageKey = 'lendflow.language';

type I18n = {
  language: Language;
  /** BCP 47 tag for Intl and for the page. */
  locale: 'en' | 'zh-CN';
  t: Texts;
  setLanguage: (language: Language) => void;
  /** The text that the server gives in both languages; falls back to English when the Chinese one is empty. */
  pick: (english: string, chinese: string | null | undefined) => string;
};

const Context = createContext<I18n | null>(null);

export function I18nProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(initialLanguage);
  const value = useMemo<I18n>(
    () => ({
      language,
      locale: language === 'zh' ? 'zh-CN' : 'en',
      t: language === 'zh' ? zh : en,
      setLanguage,
      pick: (english, chinese) => (language === 'zh' && chinese) || english,
    }),
    [language],
  );

  useEffect(() => {
    localStorage.setItem(storageKey, language);
    document.documentElement.lang = value.locale;
  }, [language, value.locale]);

  return <Context value={value}>{children}</Context>;
}

export function useI18n(): I18n {
  const value = use(Context);
  if (!value) throw new Error('useI18n needs an I18nProvider above it');
  return value;
}

function initialLanguage(): Language {
  const stored = localStorage.getItem(storageKey);
  if (stored === 'en' || stored === 'zh') return stored;
  return navigator.language.startsWith('zh') ? 'zh' : 'en';
}
