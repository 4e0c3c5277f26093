import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { read } from './client.ts';
import type { Mail, Recipients, Task, TasksOf } from './mail-types.ts';
import type { Mailbox, MailboxDay } from './mailbox-types.ts';
import type { Colleague, Complaint, Me, Outbox, Parked, RowPage, SamePerson } from './types.ts';

export const views = ['mine', 'promised', 'offered', 'raised', 'all', 'done'] as const;
export type View = (typeof views)[number];

const filters: Record<View, string> = {
  mine: 'owner=me&state=open&order=next',
  offered: 'offered=me&order=next',
  promised: 'promised=me&order=next',
  raised: 'raised=me&order=next',
  all: 'state=open&order=next',
  done: 'state=done&order=newest',
};

/** Behind the live changes: everything that may have been missed is asked for again. */
const pollMs = 30_000;
export const pageSize = 50;

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

export const rightsQuestion = queryOptions({
  queryKey: ['rights'],
  queryFn: () => read<{ text: string | null }>('/organisation/rights'),
  gcTime: 0,
});

export const listQuestion = (view: View) =>
  infiniteQueryOptions({
    queryKey: ['complaints', view],
    queryFn: ({ pageParam }) => {
      const cursor = pageParam ? `&cursor=${encodeURIComponent(pageParam)}` : '';
      return read<RowPage>(`/complaints?${filters[view]}&text=start&limit=${pageSize}${cursor}`);
    },
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
    refetchInterval: pollMs,
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
