import { capacityYear } from '../test/capacity-year.ts';
import { round } from './measure.ts';

const seeds = Array.from({ length: 10 }, (_, place) => place + 1);

/** Dates kept in simulated years, where the warning is heeded and where it is not. */
export function measureCapacity() {
  const teams = [2, 4, 8].flatMap((members) =>
    [0.7, 0.9, 0.97].map((load) => {
      const years = (heeded: boolean) =>
        seeds.map((seed) => capacityYear({ seed, heeded, members, load }).share);
      return { members, load, heeded: sharesOf(years(true)), unheeded: sharesOf(years(false)) };
    }),
  );
  const shareOf = (way: 'heeded' | 'unheeded') =>
    round(teams.reduce((sum, team) => sum + team[way].mean, 0) / teams.length, 3);
  return {
    years_of_each: seeds.length,
    kept_where_heeded: shareOf('heeded'),
    kept_where_not: shareOf('unheeded'),
    teams,
  };
}

const sharesOf = (shares: readonly number[]) => ({
  mean: round(shares.reduce((sum, share) => sum + share, 0) / shares.length, 3),
  lowest: round(Math.min(...shares), 3),
});
