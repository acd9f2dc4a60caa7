import { GlobalOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useI18n } from '../i18n';

export function LanguageSwitch() {
  const { language, setLanguage } = useI18n();
  return (
    <Button type="text" icon={<GlobalOutlined />} onClick={() => setLanguage(language === 'en' ? 'zh' : 'en')}>
      {language === 'en' ? '简体中文' : 'English'}
    </Button>
  );
}
