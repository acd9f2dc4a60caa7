import { createBrowserRouter, Navigate, redirectDocument } from 'react-router';
import { NotFound } from './shell/NotFound';
import { PageError } from './shell/PageError';
import { PageSkeleton } from './shell/PageSkeleton';
import { SignedInOnly } from './shell/Shell';

export const router = createBrowserRouter([
  {
    ErrorBoundary: PageError,
    HydrateFallback: PageSkeleton,
    children: [
      // Studio is a page of its own: its package wants its own base address.
      { path: 'studio/*', loader: ({ request }) => redirectDocument(request.url) },
      { path: 'sign-in', lazy: () => import('./pages/signin/SignInPage') },
      {
        Component: SignedInOnly,
        children: [
          {
            ErrorBoundary: PageError,
            children: [
              { index: true, element: <Navigate to="/inbox" replace /> },
              { path: 'inbox/:taskId?', lazy: () => import('./pages/inbox/InboxPage') },
              { path: 'cases', lazy: () => import('./pages/cases/CasesPage') },
              { path: 'cases/:number', lazy: () => import('./pages/case/CasePage') },
              { path: 'apply', lazy: () => import('./pages/apply/ApplyPage') },
              { path: 'team', lazy: () => import('./pages/team/TeamPage') },
              { path: 'tables', lazy: () => import('./pages/tables/TablesPage') },
              { path: 'tables/*', lazy: () => import('./pages/tables/TablePage') },
              { path: 'deliveries', lazy: () => import('./pages/deliveries/DeliveriesPage') },
              { path: 'flows', lazy: () => import('./pages/flows/FlowsPage') },
              { path: 'flows/import', lazy: () => import('./pages/flows/ImportPage') },
              { path: 'my', lazy: () => import('./pages/my/MyPage') },
              { path: 'my/:number', lazy: () => import('./pages/my/MyCasePage') },
              { path: 'my/:number/apply', lazy: () => import('./pages/my/MyDraftPage') },
              { path: 'forms', lazy: () => import('./pages/forms/FormsPage') },
              { path: 'forms/new', lazy: () => import('./pages/forms/FormEditorPage') },
              { path: 'forms/:key', lazy: () => import('./pages/forms/FormEditorPage') },
              { path: 'operations', lazy: () => import('./pages/operations/OperationsPage') },
              { path: '*', Component: NotFound },
            ],
          },
        ],
      },
    ],
  },
]);
