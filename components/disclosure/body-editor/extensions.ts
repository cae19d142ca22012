import { Extension, type Extensions, mergeAttributes, Node } from '@tiptap/core';
import { TableKit } from '@tiptap/extension-table';
import StarterKit from '@tiptap/starter-kit';
import { isFileHash, linkHref } from '@/lib/disclosure/body/normal-form/rules';
import { HEADING_LEVELS, PARAGRAPH_ALIGNS } from '@/lib/disclosure/body/types';

const ParagraphAlignment = Extension.create({
  name: 'paragraphAlignment',
  addGlobalAttributes() {
    return [
      {
        types: ['paragraph'],
        attributes: {
          align: {
            default: null,
            parseHTML: (element) => PARAGRAPH_ALIGNS.find((align) => align === element.dataset.align) ?? null,
            renderHTML: ({ align }) => (align ? { 'data-align': align } : {}),
          },
        },
      },
    ];
  },
});

/** An image of this item, known by the SHA-256 of its file; an address from outside never gets into the document. */
const AttachedImage = Node.create<{ hrefOf: (sha256: string) => string }>({
  name: 'image',
  group: 'block',
  draggable: true,

  addOptions() {
    return { hrefOf: () => '' };
  },

  addAttributes() {
    return {
      file: { default: null, parseHTML: (element) => element.dataset.file ?? null, rendered: false },
      alt: { default: '', parseHTML: (element) => element.getAttribute('alt') ?? '' },
    };
  },

  parseHTML() {
    return [
      { tag: 'img[data-file]', getAttrs: (element) => (isFileHash(element.dataset.file) ? null : false) },
    ];
  },

  renderHTML({ node, HTMLAttributes }) {
    const file: unknown = node.attrs.file;
    if (!isFileHash(file)) return ['span', '[图片不完整]'];
    return ['img', mergeAttributes(HTMLAttributes, { src: this.options.hrefOf(file), 'data-file': file })];
  },
});

/**
 * The schema of the editor: exactly the nodes and marks of `lib/disclosure/body/types.ts`.
 * Nothing changes by itself while typing (`1.` stays what was typed), because the wording of an official text does not.
 */
export function bodyExtensions(hrefOf: (sha256: string) => string): Extensions {
  return [
    StarterKit.configure({
      code: false,
      codeBlock: false,
      heading: { levels: [...HEADING_LEVELS] },
      link: {
        openOnClick: false,
        autolink: false,
        linkOnPaste: false,
        HTMLAttributes: { target: null, rel: null },
        isAllowedUri: (href) => linkHref(href) === href,
      },
    }),
    ParagraphAlignment,
    TableKit.configure({ table: { resizable: false } }),
    AttachedImage.configure({ hrefOf }),
  ];
}
