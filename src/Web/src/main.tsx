import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App, ConfigProvider } from 'antd';
import englishAntd from 'antd/locale/en_US';
import chineseAntd from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import { ProblemError } from './api/client';
import { isSignedOut, sessionKey } from './api/session';
import './app.css';
import { I18nProvider, useI18n } from './i18n';
import { router } from './routes';
import { theme } from './theme';

const queries: QueryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 2_000, retry: (failures, error) => failures < 2 && isWorthRetrying(error) },
  },
  queryCache: new QueryCache({ onError: noticeSignOut }),
  mutationCache: new MutationCache({ onError: noticeSignOut }),
});

/** An answer of the server will not change by asking again; a missing answer or a fault of the server may. */
function isWorthRetrying(error: Error) {
  return !(error instanceof ProblemError) || error.status === 0 || error.status >= 500;
}

/** A session that ends while someone works is asked about again, and the shell then leads to the sign-in. */
function noticeSignOut(error: Error) {
  if (isSignedOut(error)) void queries.invalidateQueries({ queryKey: sessionKey });
}

function Localised({ children }: { children: ReactNode }) {
  const { language } = useI18n();
  dayjs.locale(language === 'zh' ? 'zh-cn' : 'en');
  return (
    <ConfigProvider theme={theme} locale={language === 'zh' ? chineseAntd : englishAntd}>
      <App className="app">{children}</App>
    </ConfigProvider>
  );
}

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with the id "root"');
createRoot(root).render(
  <StrictMode>
    <I18nProvider>
      <QueryClientProvider client={queries}>
        <Localised>
          <RouterProvider router={router} />
        </Localised>
      </QueryClientProvider>
    </I18nProvider>
  </StrictMode>,
);
