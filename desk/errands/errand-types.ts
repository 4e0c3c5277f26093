type Named = { id: string; name: string };

export type ErrandState =
  | 'handed'
  | 'accepted'
  | 'declined'
  | 'done'
  | 'returned'
  | 'confirmed'
  | 'called_off';

export type Errand = {
  id: string;
  complaint: { id: string; reference: string };
  team: Named;
  state: ErrandState;
  what: string | null;
  why: string | null;
  customerName: string | null;
  owner: Named | null;
  nextAt: string | null;
  handler: Named;
  fixer: Named | null;
  raisedTo: Named | null;
  neededBy: string | null;
  dueAt: string | null;
  returnedTimes: number;
  isManagers: boolean;
  reason: string | null;
  result: string | null;
  reference: string | null;
};

export type Question = {
  id: string;
  asker: 'fixer' | 'handler';
  askedBy: Named;
  text: string | null;
  isUnclear: boolean;
  answer: string | null;
};

export type WholeErrand = Errand & {
  promise: { text: string | null; dueAt: string } | null;
  remedy: {
    kind: string;
    what: string | null;
    from: string | null;
    until: string | null;
    zone: string | null;
  } | null;
  contact: { phone: string | null; address: string | null } | null;
  questions: Question[];
};

export type FixerTeam = Named & {
  lead: Named;
  members: Named[];
  isClosed: boolean;
};

export type Capacity = {
  team: Named;
  earliest: string | null;
  method: string;
  open: number;
  returned: number;
  isOverloaded: boolean;
  willBreak: { errandId: string; complaintId: string; promisedBy: string; likelyAt: string }[];
};
