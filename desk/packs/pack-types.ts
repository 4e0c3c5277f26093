import { queryOptions } from '@tanstack/react-query';
import { read } from '../api/client.ts';

export type Confidence = 'read' | 'second_hand' | 'unseen';

export type PackVersion = {
  version: string;
  digest: string;
  effectiveFrom: string | null;
  effectiveTo: string | null;
  isOn: boolean;
  appliesTo: 'every' | 'areas' | 'hand';
  areaIds: string[];
  reason: string | null;
  changedBy: string | null;
  changedAt: string | null;
  rules: Record<Confidence, number>;
};

export type PackLine = {
  id: string;
  name: string;
  scope: string;
  jurisdiction: string;
  versions: PackVersion[];
};

export type Difference = { path: string; before: string | null; after: string | null };

export type TrialDate = {
  rule: string;
  notice: string;
  dueAt: string;
  state: 'running' | 'breached' | 'met' | 'ended';
  isLate: boolean;
  source: string;
  confidence: Confidence;
};

export type Gap = {
  complaintId: string;
  reference: string;
  owner: { id: string; name: string };
  missing: { field: string; label: string }[];
};

export const packsQuestion = queryOptions({
  queryKey: ['packs'],
  queryFn: ({ signal }) => read<{ packs: PackLine[] }>('/packs', signal),
});

export const comparisonQuestion = (id: string, from: string, to: string) =>
  queryOptions({
    queryKey: ['packs', id, 'comparison', from, to],
    queryFn: ({ signal }) =>
      read<{ differences: Difference[] }>(`/packs/${id}/comparison?from=${from}&to=${to}`, signal),
  });

export const trialQuestion = (id: string, version: string, reference: string) =>
  queryOptions({
    queryKey: ['packs', id, 'trial', version, reference],
    queryFn: ({ signal }) => {
      const query = new URLSearchParams({ version, complaint: reference });
      return read<{ dates: TrialDate[] }>(`/packs/${id}/trial?${query}`, signal);
    },
    enabled: reference !== '',
    retry: false,
  });

type Rule = { source: string; confidence: Confidence };

/** What of a pack people read before they decide. */
export type PackContent = {
  clocks: (Rule & { id: string; amount: number; unit: string; anchor: string })[];
  notices: (Rule & { kind: string; stage?: number })[];
  notes: string[];
};

export const contentQuestion = (id: string, version: string) =>
  queryOptions({
    queryKey: ['packs', id, 'content', version],
    queryFn: ({ signal }) =>
      read<{ pack: PackContent }>(`/packs/${id}/versions/${version}`, signal),
  });

export const gapsQuestion = (id: string) =>
  queryOptions({
    queryKey: ['packs', id, 'gaps'],
    queryFn: ({ signal }) => read<{ gaps: Gap[] }>(`/packs/${id}/gaps`, signal),
  });
