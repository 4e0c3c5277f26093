import type { Tables } from './tables.ts';

/**
 * What kind of rows a table holds.
 * - `customer`: belongs to one customer; `customer_id` comes first in every key.
 * - `reference`: known to all, small and seldom changed.
 * - `lookup`: leads from a key that people know to a customer.
 * - `local`: this installation's own working tables, made anew elsewhere.
 */
export type TableKind = 'customer' | 'reference' | 'lookup' | 'local';

/** Every table, parents before children, so that rows can be put in in this order. */
export const catalogue: readonly { table: keyof Tables; kind: TableKind }[] = [
  { table: 'staff', kind: 'reference' },
  { table: 'organisation', kind: 'reference' },
  { table: 'absences', kind: 'reference' },
  { table: 'areas', kind: 'reference' },
  { table: 'skills', kind: 'reference' },
  { table: 'tasks', kind: 'reference' },
  { table: 'mailboxes', kind: 'reference' },
  { table: 'articles', kind: 'reference' },
  { table: 'article_editions', kind: 'reference' },
  { table: 'wanted_articles', kind: 'reference' },
  { table: 'training_items', kind: 'reference' },
  { table: 'remedy_limits', kind: 'reference' },
  { table: 'text_blocks', kind: 'reference' },
  { table: 'flaws', kind: 'reference' },
  { table: 'flaw_versions', kind: 'reference' },
  { table: 'flaw_messages', kind: 'reference' },
  { table: 'fixes', kind: 'reference' },
  { table: 'campaigns', kind: 'reference' },
  { table: 'voices', kind: 'reference' },
  { table: 'action_lists', kind: 'reference' },
  { table: 'action_items', kind: 'reference' },
  { table: 'silence_assumptions', kind: 'reference' },
  { table: 'packs', kind: 'reference' },
  { table: 'outside_bodies', kind: 'reference' },
  { table: 'fixer_teams', kind: 'reference' },
  { table: 'fixer_team_members', kind: 'reference' },

  { table: 'ledger_heads', kind: 'customer' },
  { table: 'ledger_entries', kind: 'customer' },
  { table: 'ledger_unsealed', kind: 'customer' },
  { table: 'words', kind: 'customer' },
  { table: 'files', kind: 'customer' },
  { table: 'customers', kind: 'customer' },
  { table: 'complaints', kind: 'customer' },
  { table: 'complaint_dates', kind: 'customer' },
  { table: 'messages', kind: 'customer' },
  { table: 'message_files', kind: 'customer' },
  { table: 'points', kind: 'customer' },
  { table: 'thanks', kind: 'customer' },
  { table: 'promises', kind: 'customer' },
  { table: 'clocks', kind: 'customer' },
  { table: 'remedies', kind: 'customer' },
  { table: 'escalations', kind: 'customer' },
  { table: 'errands', kind: 'customer' },
  { table: 'errand_questions', kind: 'customer' },
  { table: 'errand_deliveries', kind: 'customer' },
  { table: 'complaint_packs', kind: 'customer' },
  { table: 'complaint_stages', kind: 'customer' },
  { table: 'complaint_fields', kind: 'customer' },
  { table: 'letters', kind: 'customer' },
  { table: 'notices', kind: 'customer' },
  { table: 'outbox', kind: 'customer' },
  { table: 'search_documents', kind: 'customer' },
  { table: 'drafts', kind: 'customer' },
  { table: 'flaw_traces', kind: 'customer' },
  { table: 'fix_tellings', kind: 'customer' },
  { table: 'flaw_affected', kind: 'customer' },
  { table: 'likeness_rows', kind: 'customer' },

  { table: 'email_lookup', kind: 'lookup' },
  { table: 'complaint_references', kind: 'lookup' },
  { table: 'external_ids', kind: 'lookup' },

  { table: 'ledger_positions', kind: 'local' },
  { table: 'ledger_tree', kind: 'local' },
  { table: 'checkpoints', kind: 'local' },
  { table: 'credentials', kind: 'local' },
  { table: 'sign_in_failures', kind: 'local' },
  { table: 'sessions', kind: 'local' },
  { table: 'sign_in_links', kind: 'local' },
  { table: 'access_tokens', kind: 'local' },
  { table: 'idempotency_keys', kind: 'local' },
  { table: 'staff_loads', kind: 'local' },
  { table: 'saved_views', kind: 'local' },
  { table: 'clock_corrections', kind: 'local' },
  { table: 'parked_complaints', kind: 'local' },
  { table: 'outbox_paces', kind: 'local' },
  { table: 'presence', kind: 'local' },
  { table: 'mailbox_secrets', kind: 'local' },
  { table: 'mailbox_cursors', kind: 'local' },
  { table: 'mailbox_gaps', kind: 'local' },
  { table: 'mailbox_health', kind: 'local' },
  { table: 'mailbox_days', kind: 'local' },
  { table: 'mails', kind: 'local' },
  { table: 'mail_positions', kind: 'local' },
  { table: 'mail_copies', kind: 'local' },
  { table: 'search_pending', kind: 'local' },
  { table: 'search_words', kind: 'local' },
  { table: 'search_languages', kind: 'local' },
  { table: 'article_index', kind: 'local' },
];

/** The names of all tables of these kinds, parents before children. */
export const tablesOfKind = (...kinds: readonly TableKind[]): (keyof Tables)[] =>
  catalogue.filter(({ kind }) => kinds.includes(kind)).map(({ table }) => table);
