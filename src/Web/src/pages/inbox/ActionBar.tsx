import { MoreOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useI18n } from '../../i18n';
import { type ActionName, keyOf } from './actions';
import styles from './Task.module.css';
import type { Actions } from './useActions';

/** Those that are wanted most have a button, when they can be given; the rest is under More. */
const frequent: ActionName[] = ['handBack', 'resume', 'suspend', 'ask', 'comment', 'followUp'];
const atHand = 3;

/** What can be done with a task beside completing it. */
export function ActionBar({ actions }: { actions: Actions }) {
  const { t } = useI18n();
  // Claiming has a large button of its own, and what is answered stands beside its question.
  const offered = actions.names.filter((name) => name !== 'claim' && name !== 'answer' && name !== 'grantOverride');
  const near = offered.filter((name) => frequent.includes(name)).slice(0, atHand);
  const far = offered.filter((name) => !near.includes(name));
  if (offered.length === 0) return null;
  return (
    <div className={styles.actions}>
      {near.map((name) => (
        <Button key={name} disabled={actions.isPending} onClick={() => actions.start(name)}>
          {t.task.do[name].label}
        </Button>
      ))}
      {far.length > 0 && (
        <Dropdown
          trigger={['click']}
          menu={{
            items: far.map((name) => ({
              key: name,
              danger: name === 'withdraw',
              label: t.task.do[name].label,
              extra: keyOf[name],
            })),
            onClick: ({ key }) => actions.start(key as ActionName),
          }}
        >
          <Button icon={<MoreOutlined />} disabled={actions.isPending}>
            {t.task.do.more}
          </Button>
        </Dropdown>
      )}
    </div>
  );
}
