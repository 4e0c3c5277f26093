import { createContext, useContext } from 'react';
import type { Me } from './api/types.ts';

const MeContext = createContext<Me | null>(null);

export const MeProvider = MeContext.Provider;

/** Who is signed in; every screen inside the shell has somebody. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error('nobody is signed in on this screen');
  return me;
}
