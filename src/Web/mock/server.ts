import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Plugin } from 'vite';
import type { Problem, SubmittedApplication, Task, User } from '../src/api/types';
import { branches, caseDocuments, cases, flows, products, tasks, timeline, users } from './data.ts';

/** Enough of the API to work on the pages without a server: one visitor, everything in memory. */
export function mockServer(): Plugin {
  return {
    name: 'lendflow-mock',
    configureServer: ({ middlewares }) => {
      middlewares.use('/api', (request, response) => void answer(request, response));
    },
  };
}

let user: User | undefined;

class Refusal extends Error {
  constructor(readonly problem: Problem & { status: number }) {
    super(problem.detail);
  }
}

async function answer(request: IncomingMessage, response: ServerResponse) {
  const url = new URL(request.url ?? '/', 'http://mock');
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  try {
    const text = Buffer.concat(chunks).toString();
    const body: unknown = request.headers['content-type']?.includes('json') && text ? JSON.parse(text) : {};
    send(response, 200, route(request.method ?? 'GET', url, body));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    send(response, error.problem.status, error.problem);
  }
}

function send(response: ServerResponse, status: number, body: unknown) {
  response.statusCode = status;
  response.setHeader('Content-Type', status < 400 ? 'application/json' : 'application/problem+json');
  response.end(JSON.stringify(body ?? null));
}

function route(method: string, url: URL, body: unknown): unknown {
  const [area, id, part, , action] = url.pathname.slice(1).split('/');
  switch (`${method} ${area}`) {
    case 'POST session':
      return signIn(body as { username: string });
    case 'DELETE session':
      user = undefined;
      return null;
    case 'GET products':
      return products;
    case 'GET branches':
      return branches;
    case 'POST applications':
      return id ? caseAction(id, part, action) : apply(body as SubmittedApplication);
  }
  if (!user) throw new Refusal({ status: 401, title: 'Not signed in', demoUsers: users.map(({ name }) => name) });
  switch (`${method} ${area}`) {
    case 'GET session':
      return user;
    case 'GET applications':
      return id ? caseView(id, part) : caseList(url.searchParams);
    case 'GET tasks':
      return id ? findTask(id) : taskList(url.searchParams);
    case 'POST tasks':
      return taskAction(findTask(id), part, body as { revision: number; comment: string });
    case 'GET flows':
      return flows;
    case 'POST flows':
      return id === 'import' ? importFlow(body as { definitionId?: string; name?: string }) : publish(id);
    default:
      throw new Refusal({ status: 404, title: 'Not found' });
  }
}

function signIn({ username }: { username: string }) {
  user = users.find(({ name }) => name === username);
  if (!user) throw new Refusal({ status: 401, title: 'Wrong user name or password' });
  return { user };
}

function taskList(query: URLSearchParams) {
  const search = (query.get('search') ?? '').toLowerCase();
  const inScope = {
    available: (task: Task) => task.status === 'ready',
    mine: (task: Task) => task.status === 'reserved' && task.assignee === user?.name,
    done: (task: Task) => task.status === 'completed',
  };
  const scope = (query.get('scope') ?? 'available') as keyof typeof inScope;
  const found = tasks
    .filter(inScope[scope])
    .filter((task) => `${task.borrower} ${task.caseNumber} ${task.title}`.toLowerCase().includes(search))
    .sort(order(query.get('sort')));
  const counts = Object.fromEntries(Object.entries(inScope).map(([key, test]) => [key, tasks.filter(test).length]));
  return { ...page(found, query), counts };
}

function order(sort: string | null) {
  const due = (task: Task) => Date.parse(task.dueAt ?? '9999');
  if (sort === 'priority') return (a: Task, b: Task) => b.priority - a.priority;
  if (sort === 'created') return (a: Task, b: Task) => a.createdAt.localeCompare(b.createdAt);
  return (a: Task, b: Task) => (sort === '-due' ? due(b) - due(a) : due(a) - due(b));
}

function page<T>(found: T[], query: URLSearchParams) {
  const size = Number(query.get('pageSize') ?? 25);
  const first = Number(query.get('page') ?? 0) * size;
  return { items: found.slice(first, first + size), totalCount: found.length };
}

function findTask(id: string | undefined): Task {
  const task = tasks.find((candidate) => candidate.id === id);
  if (!task) throw new Refusal({ status: 404, title: 'Not found' });
  return task;
}

/** The second available task is always taken by someone else first, to see a conflict. */
function taskAction(task: Task, action: string | undefined, body: { revision: number; comment: string }): Task {
  if (task.id === 't1' && task.status === 'ready') {
    Object.assign(task, { status: 'reserved', assignee: 'reviewer', claimable: false, revision: 2 });
    task.whyNot = 'Already claimed by 陈国强.';
  }
  if (body.revision !== task.revision) {
    throw new Refusal({ status: 409, title: 'Conflict', detail: '陈国强 claimed this task a moment ago.' });
  }
  if (action === 'claim' && !task.claimable) throw new Refusal({ status: 403, detail: task.whyNot ?? '' });
  const changes = {
    claim: { status: 'reserved', assignee: user?.name ?? null },
    release: { status: 'ready', assignee: null },
    complete: { status: 'completed' },
  };
  Object.assign(task, changes[action as keyof typeof changes], { revision: task.revision + 1 });
  return task;
}

function caseList(query: URLSearchParams) {
  const search = (query.get('search') ?? '').toLowerCase();
  const found = cases.filter(
    (loan) =>
      `${loan.number} ${loan.borrower}`.toLowerCase().includes(search) &&
      (['status', 'stage', 'track'] as const).every((key) => !query.get(key) || loan[key] === query.get(key)),
  );
  return page(found, query);
}

function caseView(number: string, part: string | undefined) {
  const loan = findCase(number);
  if (part === 'timeline') return timeline(loan);
  if (part === 'documents') return cases.indexOf(loan) % 5 === 4 ? [] : caseDocuments;
  return { ...loan, openTasks: tasks.filter((task) => task.caseNumber === number && task.status !== 'completed') };
}

function findCase(number: string) {
  const loan = cases.find((candidate) => candidate.number === number);
  if (!loan) throw new Refusal({ status: 404, title: 'Not found' });
  return loan;
}

function caseAction(number: string, part: string | undefined, action: string | undefined) {
  const loan = findCase(number);
  if (part === 'withdraw') Object.assign(loan, { status: 'withdrawn', waitingFor: null });
  if (part === 'incidents' && action) {
    for (const incident of loan.incidents)
      Object.assign(incident, { isOpen: false, resolution: `${user?.displayName}: ${action}` });
  }
  return null;
}

/** An application of exactly 66,666 is refused, to see how field problems look. */
function apply(body: SubmittedApplication) {
  if (body.amount === 66_666) {
    const errors = {
      amount: ['Expected an amount that is a multiple of 100, but got 66666'],
      'borrower.socialCreditCode': ['Expected a code of an active company, but the registry says revoked'],
    };
    throw new Refusal({ status: 422, title: 'The application is not valid', errors });
  }
  return {
    number: 'LA-2026-004211',
    status: 'running',
    stage: 'documentCheck',
    track: null,
    submittedAt: new Date().toISOString(),
  };
}

function importFlow({ definitionId, name }: { definitionId?: string; name?: string }) {
  if (!definitionId) {
    const errors = {
      '$.definitionId': ['Expected a text, but it is missing'],
      '$.root.activities[3].type': ['Expected a known activity type, but got "Lendflow.SendPigeon"'],
      '$.root.connections[7].target.activity': ['Expected the id of an activity of this flow, but got "score-2"'],
    };
    throw new Refusal({ status: 422, title: 'The flow cannot run', errors });
  }
  const version = flows.filter((flow) => flow.definitionId === definitionId).length + 1;
  const flow = { definitionId, name: name ?? definitionId, version, isPublished: false };
  flows.push(flow);
  return flow;
}

function publish(definitionId: string | undefined) {
  const flow = flows.find((candidate) => candidate.definitionId === definitionId && !candidate.isPublished);
  if (!flow) throw new Refusal({ status: 404, title: 'Not found' });
  return Object.assign(flow, { isPublished: true });
}
