'use client';

import { EditorContent, useEditor } from '@tiptap/react';
import { useEffect, useId, useRef, useState } from 'react';
import { bodyMessage } from '@/lib/disclosure/body/messages';
import { cleanPastedHtml } from '@/lib/disclosure/body/paste/rules/clean-pasted-html';
import { readBody } from '@/lib/disclosure/body/schema';
import type { BodyDoc } from '@/lib/disclosure/body/types';
import { bodyExtensions } from './body-editor/extensions';
import { ImageForm, LinkForm, type UploadImage } from './body-editor/forms';
import { findWords, locatedLines, type WordsPlace } from './body-editor/locate';
import { BodyEditorToolbar, type OpenForm } from './body-editor/toolbar';
import { bodyLook } from './body-look';

/** What ProseMirror needs to edit; here, not as a style element of its own, so that a strict CSP may hold. */
const editingLook = [
  'min-h-[16rem] px-4 py-4 sm:px-8 focus-visible:outline-3 focus-visible:outline-offset-[-3px] focus-visible:outline-brand',
  'relative whitespace-break-spaces [font-variant-ligatures:none]',
  '[&_.selectedCell]:bg-brand-wash [&_.selectedCell]:outline-2 [&_.selectedCell]:outline-brand',
  '[&_.ProseMirror-selectednode]:outline-3 [&_.ProseMirror-selectednode]:outline-brand',
  '[&_.ProseMirror-gapcursor]:pointer-events-none [&_.ProseMirror-gapcursor]:absolute [&_.ProseMirror-gapcursor]:w-5 [&_.ProseMirror-gapcursor]:border-t [&_.ProseMirror-gapcursor]:border-ink',
].join(' ');

function imageIn(files: FileList | undefined): File | null {
  return [...(files ?? [])].find((file) => file.type.startsWith('image/')) ?? null;
}

/** What may be asked of an open editor from beside it. Both answer false where the words are no longer there. */
export type BodyHandle = {
  /** Brings words into view and selects them. */
  show: (place: WordsPlace) => boolean;
  /** Writes something else in place of words. */
  replace: (place: WordsPlace, text: string) => boolean;
};

/**
 * Edits a body (正文). `onChange` is called with the normal form, and only when the document really changed; a change
 * that can't be kept (too long, too many cells) is told at the editor and through `onRefused`, the text stays.
 *
 * `value` may be replaced from outside (another version was loaded): the editor takes it over.
 */
export function BodyEditor({
  value,
  onChange,
  label,
  readOnly = false,
  onUploadImage,
  imageHref,
  onRefused,
  onHandle,
}: {
  value: BodyDoc;
  onChange: (doc: BodyDoc) => void;
  label: string;
  readOnly?: boolean;
  onUploadImage: UploadImage;
  imageHref: (sha256: string) => string;
  /** The sentence that says why the present text is not handed over, or null when it is again. */
  onRefused?: (sentence: string | null) => void;
  /** Told once the editor is open, and null when it is gone. */
  onHandle?: (handle: BodyHandle | null) => void;
}) {
  const id = useId();
  const toolbarRef = useRef<HTMLDivElement>(null);
  const [openForm, setOpenForm] = useState<OpenForm>(null);
  const [givenImage, setGivenImage] = useState<File | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const shownRef = useRef<string>(JSON.stringify(value));
  // The editor lives longer than one rendering: it must call the functions of the latest.
  const latest = useRef({ onChange, imageHref, onRefused });
  useEffect(() => {
    latest.current = { onChange, imageHref, onRefused };
  });

  const askForImage = (file: File | null) => {
    setGivenImage(file);
    setOpenForm('image');
  };

  const editor = useEditor({
    immediatelyRender: false,
    injectCSS: false,
    enableInputRules: false,
    enablePasteRules: false,
    editable: !readOnly,
    extensions: bodyExtensions((sha256) => latest.current.imageHref(sha256)),
    content: value,
    editorProps: {
      attributes: {
        id,
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': label,
        'aria-describedby': `${id}-help`,
        class: `${bodyLook} ${editingLook}`,
      },
      transformPastedHTML: cleanPastedHtml,
      handlePaste: (_view, event) => {
        const data = event.clipboardData;
        const image = imageIn(data?.files);
        // Word puts a picture of the text beside the text: only a picture alone is meant as one.
        if (!image || data?.types.some((type) => type === 'text/html' || type === 'text/plain')) return false;
        askForImage(image);
        return true;
      },
      handleDrop: (_view, event) => {
        if (!event.dataTransfer?.files.length) return false;
        event.preventDefault();
        const image = imageIn(event.dataTransfer.files);
        if (image) askForImage(image);
        return true;
      },
      handleKeyDown: (_view, event) => {
        if (!event.altKey || event.key !== 'F10') return false;
        toolbarRef.current?.querySelector<HTMLButtonElement>('button[tabindex="0"]')?.focus();
        return true;
      },
    },
    onUpdate: ({ editor: current }) => {
      const read = readBody(current.getJSON());
      const sentence = read.ok ? null : read.refusals.map(bodyMessage).join('');
      setRefused(sentence);
      latest.current.onRefused?.(sentence);
      if (!read.ok) return;
      const written = JSON.stringify(read.body);
      if (written === shownRef.current) return;
      shownRef.current = written;
      latest.current.onChange(read.body);
    },
  });

  useEffect(() => {
    const written = JSON.stringify(value);
    if (!editor || written === shownRef.current) return;
    shownRef.current = written;
    editor.commands.setContent(value, { emitUpdate: false });
    setRefused(null);
  }, [editor, value]);

  useEffect(() => {
    editor?.setEditable(!readOnly, false);
  }, [editor, readOnly]);

  const tellHandle = useRef(onHandle);
  useEffect(() => {
    if (!editor) return;
    const tell = tellHandle.current;
    const rangeOf = (place: WordsPlace) => findWords(locatedLines(editor.state.doc), place);
    tell?.({
      show(place) {
        const range = rangeOf(place);
        if (range === null) return false;
        editor.view.focus();
        editor.chain().setTextSelection(range).scrollIntoView().run();
        const element = editor.view.domAtPos(range.from).node;
        (element instanceof Element ? element : element.parentElement)?.scrollIntoView({ block: 'center' });
        return true;
      },
      replace(place, text) {
        const range = rangeOf(place);
        // Words that reach over cells or lines are mended by hand.
        if (range === null || place.words === '' || /[\t\n]/.test(place.words)) return false;
        editor.view.dispatch(editor.state.tr.insertText(text, range.from, range.to));
        return true;
      },
    });
    return () => tell?.(null);
  }, [editor]);

  const closeForm = () => {
    setOpenForm(null);
    setGivenImage(null);
    // At once, not in the next frame as the `focus` command does: keys typed meanwhile would be lost.
    editor?.view.focus();
  };

  return (
    <div className="rounded border border-line bg-paper">
      {editor && !readOnly && (
        <BodyEditorToolbar
          editor={editor}
          label={label}
          controls={id}
          toolbarRef={toolbarRef}
          openForm={openForm}
          onForm={(form) => (openForm === form ? closeForm() : setOpenForm(form))}
        />
      )}
      {editor && openForm === 'link' && (
        <LinkForm
          href={String(editor.getAttributes('link').href ?? '')}
          onSet={(href) => {
            const { empty } = editor.state.selection;
            const chain = editor.chain().extendMarkRange('link');
            if (empty && !editor.isActive('link')) {
              chain
                .insertContent({ type: 'text', text: href, marks: [{ type: 'link', attrs: { href } }] })
                .run();
            } else chain.setLink({ href }).run();
            // What is typed next follows the link instead of replacing it.
            editor.commands.setTextSelection(editor.state.selection.to);
            closeForm();
          }}
          onRemove={() => {
            editor.chain().extendMarkRange('link').unsetLink().run();
            closeForm();
          }}
          onClose={closeForm}
        />
      )}
      {editor && openForm === 'image' && (
        <ImageForm
          key={givenImage?.name ?? ''}
          initialFile={givenImage}
          onUploadImage={onUploadImage}
          onInsert={(image) => {
            editor.commands.insertContent({ type: 'image', attrs: image });
            closeForm();
          }}
          onClose={closeForm}
        />
      )}
      <p role="alert" className="border-b border-line bg-seal-wash px-4 py-2 text-seal empty:hidden">
        {refused && `${refused}这些改动还没有保存。`}
      </p>
      <p id={`${id}-help`} className="sr-only">
        按 Alt 加 F10 进入编辑工具，按 Esc 回到正文。
      </p>
      {editor ? (
        <EditorContent editor={editor} />
      ) : (
        <p className="min-h-[16rem] px-4 py-4 text-ink-soft">正在打开编辑器…</p>
      )}
    </div>
  );
}
