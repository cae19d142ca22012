/**
 * How a body is set, shared by the public page, the review screen and the editor, so that an author sees the page the
 * public will see. One class list on the container keeps the markup of each paragraph bare (and the page light).
 */
export const bodyLook = [
  'text-ink leading-[1.75] wrap-anywhere',
  // Reading width for text; tables take the full width. Pictures have a rule of their own: this one would outweigh it.
  '[&>:not(section,.tableWrapper,img)]:mx-auto [&>:not(section,.tableWrapper,img)]:max-w-measure',
  '[&_p]:my-2 [&_p]:indent-[2em] [&_[data-align]]:indent-0 [&_[data-align=center]]:text-center [&_[data-align=right]]:text-right',
  '[&_h2]:mt-9 [&_h2]:mb-3 [&_h2]:text-[1.1875rem] [&_h2]:leading-[1.5] [&_h2]:font-semibold',
  '[&_h3]:mt-6 [&_h3]:mb-2 [&_h3]:text-[1.0625rem] [&_h3]:leading-[1.5] [&_h3]:font-semibold',
  '[&_h4]:mt-4 [&_h4]:mb-2 [&_h4]:text-base [&_h4]:font-semibold',
  '[&_ul]:my-2 [&_ul]:list-disc [&_ul]:pl-[2em] [&_ol]:my-2 [&_ol]:list-decimal [&_ol]:pl-[2em] [&_li_p]:my-1 [&_li_p]:indent-0',
  '[&_blockquote]:my-3 [&_blockquote]:border-l-4 [&_blockquote]:border-line [&_blockquote]:pl-4 [&_blockquote]:text-ink-soft',
  '[&_hr]:my-6 [&_hr]:border-0 [&_hr]:border-t [&_hr]:border-line',
  '[&_a]:text-brand [&_a]:underline [&_a]:underline-offset-[.2em]',
  '[&_img]:mx-auto [&_img]:my-4 [&_img]:block [&_img]:h-auto [&_img]:max-w-[min(100%,var(--container-measure))]',
  '[&_section]:my-4 [&_section]:overflow-x-auto [&_.tableWrapper]:my-4 [&_.tableWrapper]:overflow-x-auto',
  '[&_table]:w-full [&_table]:border-collapse [&_table]:text-sm [&_table]:tabular-nums',
  '[&_:is(td,th)]:h-9 [&_:is(td,th)]:min-w-[4.5em] [&_:is(td,th)]:border [&_:is(td,th)]:border-line [&_:is(td,th)]:px-2.5 [&_:is(td,th)]:py-1.5 [&_:is(td,th)]:text-left [&_:is(td,th)]:align-middle [&_:is(td,th)]:leading-[1.5]',
  '[&_th]:bg-brand-wash [&_th]:font-semibold [&_:is(td,th)_p]:my-0 [&_:is(td,th)_p]:indent-0',
  '[&_tbody_th:first-child]:sticky [&_tbody_th:first-child]:left-0',
  '[&_:is(td,th)[data-align=center]]:text-center [&_:is(td,th)[data-align=right]]:text-right',
].join(' ');
