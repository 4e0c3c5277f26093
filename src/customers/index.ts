// Customers: who brought something to us and how to reach them.
// Owns the tables customers and email_lookup, and the streams customer:<id>.
// One address of mail belongs to one customer; a customer needs no address at all.
export {
  correctCustomer,
  foreseeCustomers,
  noteAddressFailed,
  recogniseCustomer,
  sayNeeds,
} from './commands.ts';
export { type CustomerDetails, customerStream, normalEmail } from './customer.ts';
export { handOnAccounts } from './leavers.ts';
export { customerPolicy } from './policy.ts';
export { customerFactTypes, projectCustomer } from './projection.ts';
export {
  accountOwnerIdOf,
  type Customer,
  customerById,
  customerIdOfEmail,
  customersOfPerson,
  ownsAccounts,
  personIds,
  samePersons,
} from './queries.ts';
export { customerRoutes, needsText } from './routes.ts';
