const names: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** HTML that needs no escaping any more. */
export interface Markup {
  readonly html: string;
}

type Filling = string | number | Markup | readonly Markup[];

/** Text between and in quoted attributes of HTML is escaped; markup, made by this function only, is not. */
export function markup(parts: TemplateStringsArray, ...fillings: readonly Filling[]): Markup {
  return { html: parts.map((part, index) => part + (index < fillings.length ? htmlOf(fillings[index]) : '')).join('') };
}

function htmlOf(filling: Filling | undefined): string {
  if (filling === undefined) return '';
  if (typeof filling === 'string' || typeof filling === 'number')
    return String(filling).replace(/[&<>"']/g, (character) => names[character] ?? '');
  return 'html' in filling ? filling.html : filling.map(({ html }) => html).join('');
}
