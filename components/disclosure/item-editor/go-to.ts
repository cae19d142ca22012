/** Id of the element that stands for a field of the content. */
export function fieldId(field: string): string {
  return `f-${field.replace(/^content\./, '').split('.')[0]}`;
}

/** The key under which a refusal's `field` is shown: the first part of its path. */
export function fieldKey(field: string | undefined): string {
  return field?.replace(/^content\./, '').split('.')[0] ?? '';
}

const FOCUSABLE =
  'input:not([disabled]), select:not([disabled]), textarea:not([disabled]), [role="textbox"], button:not([disabled]), a[href]';

/** Brings an element into view, opens what it is folded into, and puts the focus on it or on the first control in it. */
export function goTo(id: string): void {
  const element = document.getElementById(id);
  if (element === null) return;
  for (
    let folded = element.closest('details');
    folded;
    folded = folded.parentElement?.closest('details') ?? null
  ) {
    folded.open = true;
  }
  const target =
    element.matches(FOCUSABLE) || element.tabIndex >= 0
      ? element
      : element.querySelector<HTMLElement>(FOCUSABLE);
  (target ?? element).focus({ preventScroll: true });
  (target ?? element).scrollIntoView({ block: 'center', inline: 'nearest' });
}
