import type { Form } from './form.ts';

/** One page of a list, in the form of Twilio's 2010 API. `path`: the list's, with `.json`. */
export function pageOf<T>(items: readonly T[], key: string, path: string, form: Form, toJson: (item: T) => unknown) {
  const size = form.wholeNumber('PageSize', 1, 1000) ?? 50;
  const page = form.wholeNumber('Page', 0, Number.MAX_SAFE_INTEGER) ?? 0;
  const start = page * size;
  const shown = items.slice(start, start + size);
  const uri = (number: number) => {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(form.entries())) {
      if (!/^Page(Size|Token)?$/.test(name)) for (const each of [value].flat()) query.append(name, each);
    }
    query.set('PageSize', String(size));
    query.set('Page', String(number));
    if (number > 0) query.set('PageToken', `PA${number}`);
    return `${path}?${query}`;
  };
  return {
    [key]: shown.map(toJson),
    first_page_uri: uri(0),
    next_page_uri: start + size < items.length ? uri(page + 1) : null,
    previous_page_uri: page > 0 ? uri(page - 1) : null,
    uri: uri(page),
    page,
    page_size: size,
    start,
    end: start + Math.max(shown.length - 1, 0),
  };
}

/** Twilio's filters by time: `Name=` a day or a moment, `Name<` and `Name>` with the moment itself included. */
export function withinTimes(atMs: number, name: string, form: Form): boolean {
  const from = form.get(`${name}>`);
  const to = form.get(`${name}<`);
  const on = form.get(name);
  if (from !== undefined && atMs < Math.floor(Date.parse(from) / 1000) * 1000) return false;
  if (to !== undefined && atMs > Date.parse(to) + (isDay(to) ? DAY_MS : 999)) return false;
  return on === undefined || new Date(atMs).toISOString().slice(0, 10) === new Date(on).toISOString().slice(0, 10);
}

const DAY_MS = 86_399_999;

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text);
}
