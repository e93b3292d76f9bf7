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
import { searchOf } from './command/view.ts';
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

const work = createRoute({
  getParentRoute: () => root,
  path: '/work',
  beforeLoad: () => {
    const signed = session();
    if (!signed || !isAgent(signed)) throw redirect({ to: home(), replace: true });
  },
  component: WorkPage,
});

const command = createRoute({
  getParentRoute: () => root,
  path: '/command',
  validateSearch: searchOf,
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

export const router = createRouter({
  routeTree: root.addChildren([start, signIn, work, command, team]),
  defaultPreload: false,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
