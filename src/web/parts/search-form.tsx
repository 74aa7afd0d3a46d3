/** The search field; its answer has an address of its own. */
import { useReading } from '../reading.ts';
import { goTo } from '../router.ts';

export function SearchForm({ text }: { text: string }) {
  const { words, at } = useReading();
  const search = (event: SubmitEvent) => {
    event.preventDefault();
    if (!(event.currentTarget instanceof HTMLFormElement)) return;
    const asked = String(new FormData(event.currentTarget).get('q') ?? '').trim();
    if (asked !== '') goTo(`${at('/search')}?${new URLSearchParams({ q: asked })}`);
  };
  return (
    <search>
      <form class="search" action={at('/search')} onSubmit={search}>
        <input
          type="search"
          name="q"
          dir="auto"
          defaultValue={text}
          aria-label={words.search.label}
          placeholder={words.search.label}
          maxLength={200}
          required
        />
        <button type="submit">{words.search.button}</button>
      </form>
    </search>
  );
}
