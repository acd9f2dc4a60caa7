import { LockOutlined, UserOutlined } from '@ant-design/icons';
import { Alert, Button, Card, Form, Input } from 'antd';
import { useEffect } from 'react';
import { Navigate, useSearchParams } from 'react-router';
import { isSignedOut, useSession, useSignIn } from '../../api/session';
import { useI18n } from '../../i18n';
import { describeError } from '../../shell/ErrorState';
import { LanguageSwitch } from '../../shell/LanguageSwitch';
import styles from './SignIn.module.css';

type Credentials = { username: string; password: string };

export function Component() {
  const { t } = useI18n();
  const [form] = Form.useForm<Credentials>();
  const [search] = useSearchParams();
  const session = useSession();
  const signIn = useSignIn();

  useEffect(() => {
    document.title = `${t.signIn.title} · ${t.product}`;
  }, [t]);

  if (session.data?.user) return <Navigate to={localPath(search.get('from'))} replace />;

  const failure = signIn.error ?? session.error;

  return (
    <main className={styles.page}>
      <Card className={styles.card}>
        <div className={styles.head}>
          <img src="/favicon.svg" width={44} height={44} alt="" />
          <div>
            <h1>{t.product}</h1>
            <p className="quiet">{t.tagline}</p>
          </div>
        </div>
        <Form
          form={form}
          layout="vertical"
          requiredMark={false}
          size="large"
          onFinish={(values) => signIn.mutate(values)}
        >
          <Form.Item
            name="username"
            label={t.signIn.username}
            rules={[{ required: true, message: t.signIn.usernameMissing }]}
          >
            <Input prefix={<UserOutlined />} autoComplete="username" autoFocus />
          </Form.Item>
          <Form.Item
            name="password"
            label={t.signIn.password}
            rules={[{ required: true, message: t.signIn.passwordMissing }]}
          >
            <Input.Password prefix={<LockOutlined />} autoComplete="current-password" />
          </Form.Item>
          {failure && (
            <Alert
              type="error"
              showIcon
              role="alert"
              className={styles.failure}
              title={isSignedOut(failure) ? t.signIn.wrong : describeError(failure, t)}
            />
          )}
          <Button type="primary" htmlType="submit" block loading={signIn.isPending}>
            {t.signIn.submit}
          </Button>
        </Form>
        <DemoUsers
          names={session.data?.demoUsers ?? []}
          onChoose={(username) => {
            form.setFieldsValue({ username });
            form.getFieldInstance('password')?.focus();
          }}
        />
      </Card>
      <footer className={styles.foot}>
        <LanguageSwitch />
      </footer>
    </main>
  );
}

function DemoUsers({ names, onChoose }: { names: string[]; onChoose: (name: string) => void }) {
  const { t } = useI18n();
  if (names.length === 0) return null;
  return (
    <section className={styles.demo} aria-label={t.signIn.demo}>
      <h2>{t.signIn.demo}</h2>
      <p className="quiet">{t.signIn.demoHint}</p>
      <div className={styles.names}>
        {names.map((name) => (
          <Button key={name} size="small" onClick={() => onChoose(name)}>
            {t.roles[name] ?? name}
          </Button>
        ))}
      </div>
    </section>
  );
}

/** Where to go after signing in: only a path of this site, never another one's address. */
function localPath(from: string | null): string {
  return from?.startsWith('/') && !from.startsWith('//') && !from.includes('\\') ? from : '/';
}
