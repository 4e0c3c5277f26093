// Why something happened. The edition stands in each fact: a code never changes its meaning, and a
// new edition leaves what was said before as it was.

export const causesEdition = 1;

type Branch = { name: string; twigs: Readonly<Record<string, string>> };

export const causes: Readonly<Record<string, Branch>> = {
  PRO: {
    name: 'Process',
    twigs: {
      missing_step: 'A step is missing',
      hand_off: 'Lost when handed on',
      queue: 'Waiting',
      not_followed: 'Not followed',
    },
  },
  POL: {
    name: 'Policy or rule',
    twigs: {
      unfair: 'Unfair',
      unclear: 'Unclear',
      wrongly_applied: 'Wrongly applied',
      loyal_customers: 'New customers are treated better than loyal ones',
    },
  },
  PRD: {
    name: 'Product or service',
    twigs: { defect: 'Defect', usability: 'Hard to use', mismatch: 'Not what is needed' },
  },
  TRN: {
    name: 'Training',
    twigs: {
      product: 'The product is not known',
      system: 'The system is not known',
      law: 'The law is not known',
      answer: 'An answer is missing in what we know',
    },
  },
  PPL: {
    name: 'Conduct',
    twigs: { rude: 'Rude', biased: 'Biased', promise: 'A promise was not kept' },
  },
  COM: {
    name: 'Communication',
    twigs: {
      not_told: 'Not told',
      late: 'Told late',
      unclear: 'Unclear',
      canned: 'A canned answer',
      wrong: 'Wrong',
    },
  },
  SYS: {
    name: 'Systems and data',
    twigs: { outage: 'Outage', record: 'Wrong record', notification: 'No notification' },
  },
  CAP: {
    name: 'Capacity',
    twigs: { fixers: 'Too few fixers', staff: 'Too few people', stock: 'Out of stock' },
  },
  SUP: { name: 'Supplier or partner', twigs: { partner: 'A supplier or partner' } },
  PRI: { name: 'Price and billing', twigs: { price: 'Price', charge: 'A charge', bill: 'A bill' } },
  CON: { name: 'Contract', twigs: { terms: 'Terms', cancellation: 'Cancellation' } },
  CHN: {
    name: 'Ways to reach us',
    twigs: {
      unreachable: 'Cannot be reached',
      menu: 'Lost in a menu',
      cost: 'Costs money',
      access: 'Not for everybody',
    },
  },
  HND: { name: 'How complaints are handled', twigs: { handling: 'How complaints are handled' } },
  EXT: { name: 'From outside', twigs: { outside: 'Nobody here could have prevented it' } },
  CUS: { name: 'A mistake of the customer’s', twigs: { mistake: 'A mistake of the customer’s' } },
};

/** All codes such as `PRD.defect`. */
export const causeCodes: readonly string[] = Object.entries(causes).flatMap(([branch, { twigs }]) =>
  Object.keys(twigs).map((twig) => `${branch}.${twig}`),
);

export const branchOf = (code: string): string => code.slice(0, 3);

/** What of ours may have let a customer make a mistake: how it is made, or how it is explained. */
export const mayStandBehind = (code: string): boolean => ['COM', 'PRD'].includes(branchOf(code));
