import { en, type Texts } from '../i18n/en';
import { zh } from '../i18n/zh';

const storageKey = 'lendflow.language';
const cultureKey = 'BlazorCulture';

export type Language = 'en' | 'zh';

/** The language chosen on the other pages. */
export function chosenLanguage(): Language {
  const stored = localStorage.getItem(storageKey);
  if (stored === 'en' || stored === 'zh') return stored;
  return navigator.language.startsWith('zh') ? 'zh' : 'en';
}

export const textsOf = (language: Language): Texts => (language === 'zh' ? zh : en);

/** Dates, numbers and the pager of Studio follow .NET's culture, which Studio reads from here when it starts. */
export function tellStudio(language: Language) {
  localStorage.setItem(cultureKey, language === 'zh' ? 'zh-CN' : 'en-US');
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
}

/** Studio cannot change its culture while it runs. */
export function switchLanguage(language: Language) {
  localStorage.setItem(storageKey, language);
  window.location.reload();
}
