import { v7 } from 'uuid';

/** UUIDv7: made by us, never by the database; sorts by time of making. */
export const newId = (): string => v7();

/** The fixed "customer" of everything that belongs to no customer: staff, settings, flaws. */
export const ORGANISATION_ID = '00000000-0000-7000-8000-000000000001';
