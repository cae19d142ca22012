import type { ReactElement } from 'react';

/**
 * A page as static HTML, without scripts and without data for them (docs/decisions/0005). The renderer is loaded when
 * first needed: route handlers may not import it at the top.
 */
export async function renderPage(page: ReactElement): Promise<string> {
  const { renderToStaticMarkup } = await import('react-dom/server');
  return `<!doctype html>${renderToStaticMarkup(page)}`;
}
