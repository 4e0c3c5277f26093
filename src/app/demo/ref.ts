/** The id of what an earlier scene brought about. */
export function known(id: string | undefined): string {
  if (!id) throw new Error('something happens to what is not there yet');
  return id;
}
