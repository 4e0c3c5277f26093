import { Navigate } from '@tanstack/react-router';
import { may } from '../may.ts';
import { useMe } from '../me.ts';
import { ListScreen } from './ListScreen.tsx';

/** Fixers see their errands, and no complaint beyond them. */
export function ListOrBoard() {
  return may(useMe(), 'readComplaints') ? <ListScreen /> : <Navigate to="/errands" replace />;
}
