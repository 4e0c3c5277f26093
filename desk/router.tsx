import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
} from '@tanstack/react-router';
import { ComplaintScreen } from './complaint/ComplaintScreen.tsx';
import { type Filters, filtersIn } from './list/filters.ts';
import { ListOrBoard } from './list/ListOrBoard.tsx';
import { FailedScreen, NoSuchScreen } from './shell/LostScreens.tsx';
import { Shell } from './shell/Shell.tsx';
import { SignInScreen } from './sign-in/SignInScreen.tsx';

const root = createRootRoute({ component: Outlet, notFoundComponent: NoSuchScreen });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: ({ from }: Record<string, unknown>): { from?: string } =>
    // Only a way within the desk: a link must not lead a person away after they signed in.
    typeof from === 'string' && /^\/(?![/\\])/.test(from) ? { from } : {},
  component: SignInScreen,
});

const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: Shell });

const modes = ['reply', 'promise', 'note'] as const;
export type WriteMode = (typeof modes)[number];

const lists = createRoute({
  getParentRoute: () => shell,
  id: 'lists',
  validateSearch: (given: Record<string, unknown>): Filters & { write?: WriteMode } => {
    const write = modes.find((known) => known === given['write']);
    return { ...filtersIn(given), ...(write ? { write } : {}) };
  },
  component: ListOrBoard,
});

const list = createRoute({ getParentRoute: () => lists, path: '/', component: () => null });

const complaint = createRoute({
  getParentRoute: () => lists,
  path: '/complaints/$id',
  component: ComplaintScreen,
});

const outbox = createRoute({
  getParentRoute: () => shell,
  path: '/outbox',
  component: lazyRouteComponent(() => import('./outbox/OutboxScreen.tsx'), 'OutboxScreen'),
});

const heldBack = createRoute({
  getParentRoute: () => shell,
  path: '/held-back',
  component: lazyRouteComponent(() => import('./held-back/HeldBackScreen.tsx'), 'HeldBackScreen'),
});

const newComplaint = createRoute({
  getParentRoute: () => shell,
  path: '/new',
  component: lazyRouteComponent(() => import('./new/NewComplaintScreen.tsx'), 'NewComplaintScreen'),
});

const tasks = createRoute({
  getParentRoute: () => shell,
  path: '/tasks',
  component: lazyRouteComponent(() => import('./tasks/TasksScreen.tsx'), 'TasksScreen'),
});

const approvals = createRoute({
  getParentRoute: () => shell,
  path: '/approvals',
  component: lazyRouteComponent(() => import('./approvals/ApprovalsScreen.tsx'), 'ApprovalsScreen'),
});

const errands = createRoute({
  getParentRoute: () => shell,
  path: '/errands',
  component: lazyRouteComponent(() => import('./errands/ErrandsScreen.tsx'), 'ErrandsScreen'),
});

const due = createRoute({
  getParentRoute: () => shell,
  path: '/due',
  component: lazyRouteComponent(() => import('./due/DueScreen.tsx'), 'DueScreen'),
});

const limits = createRoute({
  getParentRoute: () => shell,
  path: '/limits',
  component: lazyRouteComponent(() => import('./limits/LimitsScreen.tsx'), 'LimitsScreen'),
});

const packs = createRoute({
  getParentRoute: () => shell,
  path: '/packs',
  component: lazyRouteComponent(() => import('./packs/PacksScreen.tsx'), 'PacksScreen'),
});

const letter = createRoute({
  getParentRoute: () => shell,
  path: '/letters/$id',
  component: lazyRouteComponent(() => import('./letters/LetterScreen.tsx'), 'LetterScreen'),
});

const mailboxes = createRoute({
  getParentRoute: () => shell,
  path: '/mailboxes',
  component: lazyRouteComponent(() => import('./mailboxes/MailboxesScreen.tsx'), 'MailboxesScreen'),
});

const newMailbox = createRoute({
  getParentRoute: () => shell,
  path: '/mailboxes/new',
  component: lazyRouteComponent(
    () => import('./mailboxes/NewMailboxScreen.tsx'),
    'NewMailboxScreen',
  ),
});

const mailbox = createRoute({
  getParentRoute: () => shell,
  path: '/mailboxes/$id',
  component: lazyRouteComponent(() => import('./mailboxes/MailboxScreen.tsx'), 'MailboxScreen'),
});

const flaws = createRoute({
  getParentRoute: () => shell,
  path: '/flaws',
  validateSearch: ({
    part,
  }: Record<string, unknown>): { part: 'open' | 'ended' | 'dismissed' } => ({
    part: part === 'ended' || part === 'dismissed' ? part : 'open',
  }),
  component: lazyRouteComponent(() => import('./flaws/FlawsScreen.tsx'), 'FlawsScreen'),
});

const flaw = createRoute({
  getParentRoute: () => shell,
  path: '/flaws/$id',
  component: lazyRouteComponent(() => import('./flaws/FlawScreen.tsx'), 'FlawScreen'),
});

const articles = createRoute({
  getParentRoute: () => shell,
  path: '/knowledge',
  component: lazyRouteComponent(() => import('./knowledge/ArticlesScreen.tsx'), 'ArticlesScreen'),
});

const newArticle = createRoute({
  getParentRoute: () => shell,
  path: '/knowledge/new',
  validateSearch: ({ wanted }: Record<string, unknown>): { wanted?: string } =>
    typeof wanted === 'string' ? { wanted } : {},
  component: lazyRouteComponent(
    () => import('./knowledge/NewArticleScreen.tsx'),
    'NewArticleScreen',
  ),
});

const wantedArticles = createRoute({
  getParentRoute: () => shell,
  path: '/knowledge/wanted',
  component: lazyRouteComponent(() => import('./knowledge/WantedScreen.tsx'), 'WantedScreen'),
});

const learning = createRoute({
  getParentRoute: () => shell,
  path: '/knowledge/learning',
  component: lazyRouteComponent(() => import('./knowledge/LearningScreen.tsx'), 'LearningScreen'),
});

const article = createRoute({
  getParentRoute: () => shell,
  path: '/knowledge/$id',
  component: lazyRouteComponent(() => import('./knowledge/ArticleScreen.tsx'), 'ArticleScreen'),
});

const changeArticle = createRoute({
  getParentRoute: () => shell,
  path: '/knowledge/$id/change',
  component: lazyRouteComponent(
    () => import('./knowledge/ChangeArticleScreen.tsx'),
    'ChangeArticleScreen',
  ),
});

const textBlocks = createRoute({
  getParentRoute: () => shell,
  path: '/text-blocks',
  component: lazyRouteComponent(
    () => import('./text-blocks/TextBlocksScreen.tsx'),
    'TextBlocksScreen',
  ),
});

const team = createRoute({
  getParentRoute: () => shell,
  path: '/team',
  component: lazyRouteComponent(() => import('./team/TeamScreen.tsx'), 'TeamScreen'),
});

const person = createRoute({
  getParentRoute: () => shell,
  path: '/team/$id',
  component: lazyRouteComponent(() => import('./team/PersonScreen.tsx'), 'PersonScreen'),
});

const organisation = createRoute({
  getParentRoute: () => shell,
  path: '/organisation',
  component: lazyRouteComponent(
    () => import('./organisation/OrganisationScreen.tsx'),
    'OrganisationScreen',
  ),
});

const account = createRoute({
  getParentRoute: () => shell,
  path: '/account',
  component: lazyRouteComponent(() => import('./account/AccountScreen.tsx'), 'AccountScreen'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    shell.addChildren([
      lists.addChildren([list, complaint]),
      newComplaint,
      tasks,
      approvals,
      errands,
      due,
      limits,
      outbox,
      heldBack,
      packs,
      letter,
      mailboxes,
      newMailbox,
      mailbox,
      flaws,
      flaw,
      articles,
      newArticle,
      wantedArticles,
      learning,
      article,
      changeArticle,
      textBlocks,
      team,
      person,
      organisation,
      account,
    ]),
  ]),
  basepath: '/desk',
  scrollRestoration: true,
  defaultPreload: false,
  defaultErrorComponent: FailedScreen,
});

declare module '@tanstack/react-router' {
  // The library takes the router's type only in this form.
  interface Register {
    router: typeof router;
  }
}
