/** How the board is grouped, and what of it is shown: links, so that each choice has an address. */
import type { PledgeStatus } from '../../generated/web/graphql.ts';
import { useReading } from '../reading.ts';
import { goTo } from '../router.ts';

interface Props {
  grouping: 'status' | 'schedule';
  status: PledgeStatus | null;
}

export function BoardMenu({ grouping, status }: Props) {
  const { words, at } = useReading();
  const addressOf = (by: Props['grouping'], only: string | null) => {
    const query = new URLSearchParams();
    if (by !== 'status') query.set('by', by);
    if (only !== null && only !== '') query.set('status', only);
    return at('/pledges') + (query.size > 0 ? `?${query}` : '');
  };
  const groupings = [
    ['status', words.board.byStatus],
    ['schedule', words.board.bySchedule],
  ] as const;
  return (
    <div class="board-menu">
      <p id="group-by">{words.board.groupBy}</p>
      <ul aria-labelledby="group-by" class="choices">
        {groupings.map(([by, name]) => (
          <li key={by}>
            <a href={addressOf(by, status)} aria-current={by === grouping ? 'true' : undefined}>
              {name}
            </a>
          </li>
        ))}
      </ul>
      <label for="only-status">{words.board.onlyStatus}</label>
      <span class="select">
        <select
          id="only-status"
          value={status ?? ''}
          onChange={({ currentTarget }) => goTo(addressOf(grouping, currentTarget.value))}
        >
          <option value="">{words.board.all}</option>
          {Object.entries(words.status).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </span>
    </div>
  );
}
