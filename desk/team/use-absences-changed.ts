import { useQueryClient } from '@tanstack/react-query';

/** Asks anew who is away. */
export function useAbsencesChanged(): () => void {
  const client = useQueryClient();
  return () => void client.invalidateQueries({ queryKey: ['absences'] });
}
