import { Checkbox, Radio } from '@/components/ui/choice';
import { SelectField, TextArea, TextField } from '@/components/ui/field';
import {
  ART_ITEM_NAMES,
  ART_ITEMS,
  DISCLOSURE_ATTR_NAMES,
  DISCLOSURE_ATTRS,
  GENRES,
  type ItemContent,
} from '@/lib/disclosure/types';
import { KeywordField } from './keyword-field';

type Props = {
  content: ItemContent;
  change: (patch: Partial<ItemContent>) => void;
  errorOf: (field: string) => string | undefined;
};

const GENRE_OPTIONS = [['', '（未选择）'], ...GENRES.map((genre) => [genre, genre] as const)] as const;
const ART_OPTIONS = [
  ['', '（不属于第二十条）'],
  ...ART_ITEMS.map((item) => [item, ART_ITEM_NAMES[item] ?? item] as const),
] as const;

/** The metadata of the catalogue: what every item needs first, what only documents have next, the rest folded. */
export function MetadataFields({ content, change, errorOf }: Props) {
  const isDocument = content.kind === 'policy_document';
  const document = <DocumentFields content={content} change={change} errorOf={errorOf} />;
  return (
    <>
      <div className="grid gap-x-6 md:grid-cols-2">
        <TextField
          id="f-issuing_organ"
          label="发布机构"
          required
          value={content.issuing_organ}
          error={errorOf('issuing_organ')}
          onChange={(event) => change({ issuing_organ: event.target.value })}
        />
        <TextField
          id="f-content_source"
          label="来源"
          hint="转载的写原发布单位和网址名称。"
          required
          value={content.content_source}
          error={errorOf('content_source')}
          onChange={(event) => change({ content_source: event.target.value })}
        />
        <DateField
          id="f-formed_at"
          label="成文日期"
          hint="文件落款或信息生成的日期；发布日期由系统在发布时确定。"
          required
          value={content.formed_at}
          error={errorOf('formed_at')}
          onChange={(formed_at) => change({ formed_at })}
        />
      </div>
      {isDocument ? document : null}
      <TextArea
        id="f-summary"
        label="内容概述"
        hint="一两句话，出现在目录和检索结果里，500 字以内。"
        value={content.summary}
        error={errorOf('summary')}
        onChange={(event) => change({ summary: event.target.value })}
      />
      <details className="mt-2 border-t border-line pt-2">
        <summary className="min-h-11 cursor-pointer py-2 font-semibold text-brand">
          {isDocument
            ? '更多：主题分类、第二十条项目、关键词'
            : '更多：文号、体裁、主题分类、第二十条项目、有效期、关键词'}
        </summary>
        {isDocument ? null : document}
        <div className="grid gap-x-6 md:grid-cols-2">
          <TextField
            id="f-theme"
            label="主题分类"
            value={content.theme}
            error={errorOf('theme')}
            onChange={(event) => change({ theme: event.target.value })}
          />
          <KeywordField
            value={content.keywords}
            error={errorOf('keywords')}
            onChange={(keywords) => change({ keywords })}
          />
        </div>
        <SelectField
          id="f-art_item"
          label="条例第二十条项目"
          options={ART_OPTIONS}
          value={content.art_item ?? ''}
          error={errorOf('art_item')}
          onChange={(event) => change({ art_item: event.target.value || null })}
        />
      </details>
    </>
  );
}

function DocumentFields({ content, change, errorOf }: Props) {
  return (
    <>
      <div className="grid gap-x-6 md:grid-cols-2">
        <TextField
          id="f-doc_no"
          label="文号"
          hint="年份用六角括号，如 北工信〔2026〕3号。"
          value={content.doc_no}
          error={errorOf('doc_no')}
          onChange={(event) => change({ doc_no: event.target.value })}
        />
        <SelectField
          id="f-genre"
          label="体裁"
          required={content.kind === 'policy_document'}
          options={GENRE_OPTIONS}
          value={content.genre}
          error={errorOf('genre')}
          onChange={(event) => change({ genre: event.target.value })}
        />
        <DateField
          id="f-effective_from"
          label="施行日期"
          value={content.effective_from}
          error={errorOf('effective_from')}
          onChange={(effective_from) => change({ effective_from })}
        />
        <DateField
          id="f-expires_at"
          label="有效期至"
          required={content.is_normative}
          value={content.expires_at}
          error={errorOf('expires_at')}
          onChange={(expires_at) => change({ expires_at })}
        />
      </div>
      {content.kind === 'policy_document' ? (
        <Checkbox
          id="f-is_normative"
          label="行政规范性文件"
          hint="须填写有效期；计入年度报告表二。"
          checked={content.is_normative}
          onChange={(event) => change({ is_normative: event.target.checked })}
        />
      ) : null}
    </>
  );
}

function DateField({
  value,
  onChange,
  ...rest
}: {
  id: string;
  label: string;
  hint?: string;
  required?: boolean;
  error: string | undefined;
  value: string | null;
  onChange: (value: string | null) => void;
}) {
  return (
    <TextField
      type="date"
      max="9999-12-31"
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value || null)}
      {...rest}
    />
  );
}

/** 公开属性 and, unless proactive, why. */
export function DisclosureAttrFields({ content, change, errorOf }: Props) {
  const error = errorOf('disclosure_attr');
  return (
    <>
      <fieldset id="f-disclosure_attr" tabIndex={-1}>
        <legend className="mb-1 font-semibold">公开属性</legend>
        {error ? <p className="mb-1 text-sm font-semibold text-seal">{error}</p> : null}
        <div className="flex flex-wrap gap-x-4">
          {DISCLOSURE_ATTRS.map((attr) => (
            <Radio
              key={attr}
              name="disclosure_attr"
              label={DISCLOSURE_ATTR_NAMES[attr]}
              checked={content.disclosure_attr === attr}
              onChange={() => change({ disclosure_attr: attr })}
            />
          ))}
        </div>
      </fieldset>
      {content.disclosure_attr === 'proactive' && content.disclosure_reason === '' ? null : (
        <TextArea
          id="f-disclosure_reason"
          label="不主动公开的理由"
          hint="写明依据的条款。只有“主动公开”的信息才能提交公开发布。"
          value={content.disclosure_reason}
          error={errorOf('disclosure_reason')}
          onChange={(event) => change({ disclosure_reason: event.target.value })}
        />
      )}
    </>
  );
}
