import type { ReportContent } from '@/lib/annual-report/types';
import type { ContentClass, RouteSettings } from '@/lib/approvals/types';
import type { ReprintSource } from '@/lib/disclosure/rules/declarations';
import type { ItemContent, ItemKind } from '@/lib/disclosure/types';
import type { Refusal } from '@/lib/platform/result';
import type { ColumnChoice } from './column-picker';

/** All that the editor of one item needs, as plain data from its page. Times are instants as ISO text. */
export type ItemEditorProps = {
  readonly item: {
    readonly id: string;
    readonly kind: ItemKind;
    readonly contentClass: ContentClass;
    /** Of the item: what acts on it carry. */
    readonly revision: number;
    readonly isPublic: boolean;
    /** Whether the public text can be seen now: a typing error in it has a lane of its own (TR-12). */
    readonly isShown: boolean;
  };
  readonly draft: {
    readonly content: ItemContent;
    /** Of the working copy: what saves carry. */
    readonly revision: number;
    readonly savedAt: string;
    readonly savedBy: string;
  };
  readonly personId: string;
  /** Names of colleagues by id. */
  readonly names: Readonly<Record<string, string>>;
  readonly columns: readonly (ColumnChoice & { readonly path: string })[];
  /** Files brought to this item so far: size in bytes by hash. */
  readonly uploads: readonly { readonly sha256: string; readonly name: string; readonly size: number }[];
  /** Address under which files of this item are taken and given. */
  readonly filesPath: string;
  /** Civil date of today, Asia/Shanghai. */
  readonly today: string;
  /** Last year's public report, where there is one. */
  readonly lastYear: ReportContent | null;
  /** The sources this organ may reprint from (TR-7). */
  readonly reprintSources: readonly ReprintSource[];
  /** What the organ has set about its routes, and the least class of what goes into a column. */
  readonly routeSettings: RouteSettings;
  /** The public text that is corrected; null where none is. */
  readonly published: ItemContent | null;
  /** Why this person may not submit, or give the draft up; empty where they may. */
  readonly submitRefusals: readonly Refusal[];
  readonly cancelRefusals: readonly Refusal[];
  /** Whether “从 Word 导入” opens by itself: the item was made for that. */
  readonly startsWithWord: boolean;
};
