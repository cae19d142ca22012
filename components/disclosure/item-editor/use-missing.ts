import { useMemo } from 'react';
import type { ContentClass } from '@/lib/approvals/types';
import { disclosureRefusal } from '@/lib/disclosure/messages';
import { isChanged } from '@/lib/disclosure/rules/changed-content';
import { uploadFacts } from '@/lib/disclosure/rules/file-kinds';
import { checkReadyToSubmit } from '@/lib/disclosure/rules/ready-to-submit';
import type { ItemContent } from '@/lib/disclosure/types';
import type { Refusal } from '@/lib/platform/result';
import type { ItemEditorProps } from './editor-types';

/** What a text still needs before it can be submitted, by the rules the server judges by; a correction corrects something. */
export function useMissing(
  props: ItemEditorProps,
  content: ItemContent,
  contentClass: ContentClass,
  uploads: ItemEditorProps['uploads'],
): readonly Refusal[] {
  const { item, published, columns, today, routeSettings, reprintSources } = props;
  return useMemo(
    () => [
      ...(published && !isChanged(published, content) ? [disclosureRefusal('nothing_changed')] : []),
      ...checkReadyToSubmit(content, {
        contentClass,
        today,
        listColumns: new Set(columns.filter((column) => column.isList).map((column) => column.id)),
        columnClass: routeSettings.column_class,
        uploads: uploadFacts(uploads),
        isCorrection: item.isPublic,
        reprintSources,
      }),
    ],
    [content, contentClass, today, columns, routeSettings, uploads, item.isPublic, published, reprintSources],
  );
}
