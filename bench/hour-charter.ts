const mark = { source: 'bench', confidence: 'read' };

/** A pack that wants a final answer within an hour of receipt: the shortest date there is. */
export const hourCharter = {
  id: 'bench',
  version: '1',
  name: 'Within an hour',
  scope: 'Everything',
  jurisdiction: 'INT',
  effectiveFrom: null,
  verifiedOn: '2026-11-23',
  appliesWhen: { kinds: ['complaint'], to: 'every', text: 'Everything.' },
  definition: null,
  body: null,
  clocks: [
    {
      id: 'final',
      notice: 'final',
      anchor: 'received',
      amount: 1,
      unit: 'hour',
      endRule: 'exactTime',
      metBy: ['finalSent'],
      warnAt: [],
      ...mark,
    },
  ],
  pause: { allowed: 'never', ...mark },
  notices: [],
  fields: { required: [], ...mark },
  report: null,
  retention: null,
  sources: [],
};
