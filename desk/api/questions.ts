import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { type Filters, queryOf } from '../list/filters.ts';
import { read } from './client.ts';
import type { Mail, Recipients, Task, TasksOf } from './mail-types.ts';
import type { Mailbox, MailboxDay } from './mailbox-types.ts';
import type { Outbox, Parked } from './outbox-types.ts';
import type {
  Absence,
  Area,
  Colleague,
  Complaint,
  Counts,
  CustomerContext,
  Gone,
  Me,
  Organisation,
  Readable,
  RowPage,
  Said,
  SamePerson,
  SavedView,
  Skill,
} from './types.ts';

/** Behind the live changes: everything that may have been missed is asked for again. */
const pollMs = 30_000;
const pageSize = 100;

export const meQuestion = queryOptions({
  queryKey: ['me'],
  queryFn: () => read<Me>('/me'),
  refetchInterval: pollMs,
});

/** Whose desk this is; everybody may ask. */
export const whoQuestion = queryOptions({
  queryKey: ['who'],
  queryFn: () => read<{ organisation: { name: string } }>('/who'),
  staleTime: Number.POSITIVE_INFINITY,
});

export const staffQuestion = queryOptions({
  queryKey: ['staff'],
  queryFn: async () => (await read<{ staff: Colleague[] }>('/staff')).staff,
  staleTime: 5 * 60_000,
});

export const organisationQuestion = queryOptions({
  queryKey: ['organisation'],
  queryFn: () => read<Organisation>('/organisation'),
});

export const coloursQuestion = ({ light, dark }: { light: string; dark: string }) =>
  queryOptions({
    queryKey: ['colours', light, dark],
    queryFn: () =>
      read<{ light: Readable; dark: Readable }>(
        `/organisation/colours?${new URLSearchParams({ light, dark })}`,
      ),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const areasQuestion = queryOptions({
  queryKey: ['areas'],
  queryFn: async () => (await read<{ areas: Area[] }>('/areas')).areas,
  staleTime: 5 * 60_000,
});

export const skillsQuestion = (staffId: string) =>
  queryOptions({
    queryKey: ['staff', staffId, 'skills'],
    queryFn: async () => (await read<{ skills: Skill[] }>(`/staff/${staffId}/skills`)).skills,
  });

export const praiseQuestion = (staffId: string) =>
  queryOptions({
    queryKey: ['staff', staffId, 'praise'],
    queryFn: async () => (await read<{ praise: Said[] }>(`/staff/${staffId}/praise`)).praise,
  });

export const absencesQuestion = queryOptions({
  queryKey: ['absences'],
  queryFn: async () => (await read<{ absences: Absence[] }>('/absences')).absences,
  refetchInterval: pollMs,
});

export const leftQuestion = queryOptions({
  queryKey: ['staff', 'left'],
  queryFn: async () => (await read<{ left: Gone[] }>('/staff/left')).left,
});

export const rightsQuestion = queryOptions({
  queryKey: ['rights'],
  queryFn: () => read<{ text: string | null }>('/organisation/rights'),
  gcTime: 0,
});

/** Of a list that somebody has followed further than this only the beginning is asked for again. */
export const freshPagesMax = 3;

export const listQuestion = (filters: Filters) =>
  infiniteQueryOptions({
    queryKey: ['complaints', filters],
    queryFn: ({ pageParam, signal }) => readRows(filters, pageParam, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
    refetchInterval: ({ state }) =>
      (state.data?.pages.length ?? 0) > freshPagesMax ? false : pollMs,
  });

/** A page of a list; the first without a cursor. */
export function readRows(filters: Filters, cursor = '', signal?: AbortSignal): Promise<RowPage> {
  const query = queryOf(filters, new Date());
  query.set('text', 'start');
  query.set('limit', String(pageSize));
  if (cursor) query.set('cursor', cursor);
  return read<RowPage>(`/complaints?${query}`, signal);
}

/** How much waits for whoever is signed in. */
export const countsQuestion = queryOptions({
  queryKey: ['me', 'counts'],
  queryFn: () => read<Counts>('/me/counts'),
  refetchInterval: pollMs,
});

export const viewsQuestion = queryOptions({
  queryKey: ['views'],
  queryFn: async () => (await read<{ views: SavedView[] }>('/views')).views,
  staleTime: 5 * 60_000,
});

export const complaintQuestion = (id: string) =>
  queryOptions({
    queryKey: ['complaint', id],
    queryFn: () => read<Complaint>(`/complaints/${encodeURIComponent(id)}`),
    refetchInterval: pollMs,
  });

/** Asked anew with every change of the complaint: `answering` is the latest message where empty. */
export const recipientsQuestion = (id: string, answering: string) =>
  queryOptions({
    queryKey: ['complaint', id, 'recipients', answering],
    queryFn: () =>
      read<Recipients>(
        `/complaints/${encodeURIComponent(id)}/recipients${answering && `?answering=${answering}`}`,
      ),
  });

const outboxFilters = {
  failed: 'state=failed',
  letters: 'state=waiting&channel=post',
  waiting: 'state=waiting&channel=mail',
  sent: 'state=delivered',
} as const;

export const outboxQuestion = (part: keyof typeof outboxFilters) =>
  queryOptions({
    queryKey: ['notices', part],
    queryFn: () => read<Outbox>(`/notices?${outboxFilters[part]}`),
    refetchInterval: pollMs,
  });

export const parkedQuestion = queryOptions({
  queryKey: ['parked'],
  queryFn: async () => (await read<{ parked: Parked[] }>('/parked')).parked,
  refetchInterval: pollMs,
});

export const parkedMailsQuestion = queryOptions({
  queryKey: ['mails', 'parked'],
  queryFn: async () => (await read<{ mails: Mail[] }>('/mails/parked')).mails,
  refetchInterval: pollMs,
});

export const tasksQuestion = (of: TasksOf) =>
  queryOptions({
    queryKey: ['tasks', of],
    queryFn: async () => (await read<{ tasks: Task[] }>(`/tasks?of=${of}`)).tasks,
    refetchInterval: pollMs,
  });

/** What we know of a customer beyond one complaint. */
export const contextQuestion = (id: string) =>
  queryOptions({
    queryKey: ['complaint', id, 'context'],
    queryFn: () => read<CustomerContext>(`/complaints/${encodeURIComponent(id)}/context`),
  });

/** A customer and all others who are the same person. */
export const customerQuestion = (id: string) =>
  queryOptions({
    queryKey: ['customer', id],
    queryFn: async () =>
      (await read<{ customers: SamePerson[] }>(`/customers/${encodeURIComponent(id)}`)).customers,
  });

export const mailboxesQuestion = queryOptions({
  queryKey: ['mailboxes'],
  queryFn: async () => (await read<{ mailboxes: Mailbox[] }>('/mailboxes')).mailboxes,
  refetchInterval: pollMs,
});

/** The last days of a mailbox, today first. */
export const daysQuestion = (mailboxId: string) =>
  queryOptions({
    queryKey: ['mailboxes', mailboxId, 'days'],
    queryFn: async () => (await read<{ days: MailboxDay[] }>(`/mailboxes/${mailboxId}/days`)).days,
  });
