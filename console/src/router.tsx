// The pages and their addresses, and who is sent where.
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
  useNavigate,
} from '@tanstack/react-router';
import { useEffect } from 'react';

import { isAgent, isOfTeams, seesOthers, session, useSigned } from './api/session.ts';
import { searchOf as commandSearchOf } from './command/view.ts';
import { searchOf as contactsSearchOf } from './contacts/search.ts';
import { searchOf as reportsSearchOf } from './reports/search.ts';
import { searchOf as rulesSearchOf } from './rules/rule.ts';
import { Failed, NotFound } from './shell/dead_end.tsx';
import { SignIn } from './sign_in/sign_in.tsx';
import { teamSearchOf } from './team/team_search.ts';
import { WorkPage } from './work/work_page.tsx';

function home(): '/sign-in' | '/work' | '/team' | '/command' {
  const signed = session();
  if (!signed) return '/sign-in';
  if (isAgent(signed)) return '/work';
  return isOfTeams(signed) ? '/team' : '/command';
}

/** Signing in and out, and a session that ends by itself, change the page at once. */
function Root() {
  const navigate = useNavigate();
  useEffect(
    () =>
      useSigned.subscribe((now, before) => {
        if ((now.session === undefined) !== (before.session === undefined)) {
          void navigate({ to: home(), replace: true });
        }
      }),
    [navigate],
  );
  return <Outlet />;
}

const root = createRootRoute({
  component: Root,
  notFoundComponent: NotFound,
  errorComponent: Failed,
});

const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: home(), replace: true });
  },
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  beforeLoad: () => {
    if (session()) throw redirect({ to: home(), replace: true });
  },
  component: SignIn,
});

const onlyAgents = () => {
  const signed = session();
  if (!signed || !isAgent(signed)) throw redirect({ to: home(), replace: true });
};

const onlySignedIn = () => {
  if (!session()) throw redirect({ to: '/sign-in', replace: true });
};

const work = createRoute({
  getParentRoute: () => root,
  path: '/work',
  beforeLoad: onlyAgents,
  component: WorkPage,
});

const command = createRoute({
  getParentRoute: () => root,
  path: '/command',
  validateSearch: commandSearchOf,
  beforeLoad: () => {
    const signed = session();
    if (!signed || !seesOthers(signed)) throw redirect({ to: home(), replace: true });
  },
  component: lazyRouteComponent(() => import('./command/command_page.tsx'), 'CommandPage'),
});

const team = createRoute({
  getParentRoute: () => root,
  path: '/team',
  validateSearch: teamSearchOf,
  beforeLoad: () => {
    const signed = session();
    if (!signed || !seesOthers(signed)) throw redirect({ to: home(), replace: true });
  },
  component: lazyRouteComponent(() => import('./team/team_page.tsx'), 'TeamPage'),
});

const me = createRoute({
  getParentRoute: () => root,
  path: '/me',
  beforeLoad: onlyAgents,
  component: lazyRouteComponent(() => import('./me/me_page.tsx'), 'MePage'),
});

const contacts = createRoute({
  getParentRoute: () => root,
  path: '/contacts',
  validateSearch: contactsSearchOf,
  beforeLoad: onlySignedIn,
  component: lazyRouteComponent(() => import('./contacts/contacts_page.tsx'), 'ContactsPage'),
});

const reports = createRoute({
  getParentRoute: () => root,
  path: '/reports',
  validateSearch: reportsSearchOf,
  beforeLoad: onlySignedIn,
  component: lazyRouteComponent(() => import('./reports/reports_page.tsx'), 'ReportsPage'),
});

const rules = createRoute({
  getParentRoute: () => root,
  path: '/rules',
  validateSearch: rulesSearchOf,
  beforeLoad: onlySignedIn,
  component: lazyRouteComponent(() => import('./rules/rules_page.tsx'), 'RulesPage'),
});

const contact = createRoute({
  getParentRoute: () => root,
  path: '/contacts/$id',
  validateSearch: ({ detail }: Record<string, unknown>): { detail?: '1' } =>
    detail === '1' ? { detail } : {},
  beforeLoad: onlySignedIn,
  component: lazyRouteComponent(() => import('./contact/contact_page.tsx'), 'ContactPage'),
});

/** Plain names and values, as anybody would write them: a code of digits is text as well. */
function addressOf(search: Record<string, unknown>): string {
  const said = Object.entries(search).filter(([, value]) => value !== undefined);
  const text = new URLSearchParams(said.map(([name, value]) => [name, String(value)])).toString();
  return text && `?${text}`;
}

export const router = createRouter({
  routeTree: root.addChildren(
    [start, signIn, work, me, command, team, contacts, contact, reports, rules],
  ),
  defaultPreload: false,
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: addressOf,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
