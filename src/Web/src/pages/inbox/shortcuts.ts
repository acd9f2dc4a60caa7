import type { Texts } from '../../i18n/en';

/** Every shortcut of the inbox: the help shows this list, and docs/manual/inbox.md repeats it. */
export const shortcuts = {
  list: {
    j: (t: Texts) => t.keys.next,
    k: (t: Texts) => t.keys.previous,
    Enter: (t: Texts) => t.keys.open,
    x: (t: Texts) => t.keys.select,
    'Shift+X': (t: Texts) => t.keys.selectAll,
    '[': (t: Texts) => t.keys.scopeBefore,
    ']': (t: Texts) => t.keys.scopeAfter,
    '/': (t: Texts) => t.keys.search,
    'Shift+F': (t: Texts) => t.keys.filter,
    'Shift+V': (t: Texts) => t.keys.views,
  },
  task: {
    c: (t: Texts) => t.task.do.claim.label,
    u: (t: Texts) => t.task.do.release.label,
    '1…9': (t: Texts) => t.keys.outcome,
    r: (t: Texts) => t.task.do.return.label,
    a: (t: Texts) => t.task.do.assign.label,
    f: (t: Texts) => t.task.do.forward.label,
    d: (t: Texts) => t.task.do.delegate.label,
    b: (t: Texts) => t.task.do.handBack.label,
    p: (t: Texts) => t.task.do.suspend.label,
    g: (t: Texts) => t.task.do.resume.label,
    l: (t: Texts) => t.task.do.followUp.label,
    m: (t: Texts) => t.task.do.comment.label,
    q: (t: Texts) => t.task.do.ask.label,
    y: (t: Texts) => t.task.do.answer.label,
    t: (t: Texts) => t.task.do.attach.label,
    o: (t: Texts) => t.task.do.requestOverride.label,
    e: (t: Texts) => t.task.do.grantOverride.label,
    w: (t: Texts) => t.task.do.withdraw.label,
    ',': (t: Texts) => t.keys.tabBefore,
    '.': (t: Texts) => t.keys.tabAfter,
  },
  everywhere: {
    n: (t: Texts) => t.keys.nextTask,
    'Shift+N': (t: Texts) => t.keys.nextMode,
    'Ctrl+Enter': (t: Texts) => t.keys.send,
    Esc: (t: Texts) => t.keys.close,
    '?': (t: Texts) => t.keys.help,
  },
};

/** A key of a task that stands for one thing to do. */
export type ActionKey = Exclude<keyof typeof shortcuts.task, '1…9'>;

/** What the keys of a page do now; those that are missing do nothing. */
export type Doings = Partial<
  Record<keyof typeof shortcuts.list | ActionKey | keyof typeof shortcuts.everywhere | `${number}`, () => void>
>;
