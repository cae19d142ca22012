'use client';

import { useState } from 'react';
import { Checkbox, Radio } from '@/components/ui/choice';
import { TextArea, TextField } from '@/components/ui/field';
import type { ReprintSource } from '@/lib/disclosure/rules/declarations';
import {
  CORRECTION_KIND_NAMES,
  CORRECTION_KINDS,
  type ItemContent,
  type Reprint,
} from '@/lib/disclosure/types';

type Props = {
  content: ItemContent;
  change: (patch: Partial<ItemContent>) => void;
  errorOf: (field: string) => string | undefined;
};

/** 申报事项: what the author declares and the reviewers judge: correction, reprint, other organs, personal data, 解读. */
export function DeclarationFields({
  isPublic,
  reprintSources,
  ...props
}: Props & { isPublic: boolean; reprintSources: readonly ReprintSource[] }) {
  const { content, change, errorOf } = props;
  return (
    <>
      {isPublic || content.correction !== null ? <CorrectionFields {...props} /> : null}
      <ReprintFields {...props} sources={reprintSources} />
      {content.kind === 'policy_document' || content.kind === 'enterprise_policy' ? (
        <Checkbox
          id="f-needs_interpretation"
          label="需要解读"
          hint="解读与文件同步起草、审核、发布；最迟在文件公开后 3 个工作日内公开。"
          checked={content.needs_interpretation}
          onChange={(event) => change({ needs_interpretation: event.target.checked })}
        />
      ) : null}
      <OrgansField {...props} />
      <TextArea
        id="f-personal_data_basis"
        label="公开个人信息的依据"
        hint="只在依法必须公开个人信息时填写，如信用惩戒公示，写明法律条款。填写后个人信息的提示会注明依据，不再拦截。"
        value={content.personal_data_basis}
        error={errorOf('personal_data_basis')}
        onChange={(event) => change({ personal_data_basis: event.target.value })}
      />
    </>
  );
}

function CorrectionFields({ content, change, errorOf }: Props) {
  const { correction } = content;
  const error = errorOf('correction');
  return (
    <>
      <fieldset id="f-correction" tabIndex={-1}>
        <legend className="mb-1 font-semibold">
          更正的种类<span className="ml-1 font-normal text-ink-soft">（必填）</span>
        </legend>
        {error ? <p className="mb-1 text-sm font-semibold text-seal">{error}</p> : null}
        {CORRECTION_KINDS.map((kind) => (
          <Radio
            key={kind}
            name="correction"
            label={CORRECTION_KIND_NAMES[kind]}
            hint={
              kind === 'typo'
                ? '错别字、标点、格式。页面写明“更正于”和日期。'
                : '改动了事实、数据或意思。更正说明随页面公开。'
            }
            checked={correction?.kind === kind}
            onChange={() => change({ correction: { kind, note: correction?.note ?? '' } })}
          />
        ))}
      </fieldset>
      {correction ? (
        <TextArea
          id="f-correction-note"
          label={correction.kind === 'factual' ? '更正说明（公开）' : '改了什么（不公开显示）'}
          required={correction.kind === 'factual'}
          hint={
            correction.kind === 'factual'
              ? '写明原来怎么写、现在改成什么，如“第三条‘12万元’更正为‘15万元’”。'
              : null
          }
          value={correction.note}
          onChange={(event) => change({ correction: { ...correction, note: event.target.value } })}
        />
      ) : null}
    </>
  );
}

function ReprintFields({ content, change, errorOf, sources }: Props & { sources: readonly ReprintSource[] }) {
  const { reprint } = content;
  const set = (patch: Partial<Reprint>) => reprint && change({ reprint: { ...reprint, ...patch } });
  const error = errorOf('reprint');
  return (
    <fieldset id="f-reprint" tabIndex={-1}>
      <legend className="sr-only">转载</legend>
      {error ? <p className="mb-1 text-sm font-semibold text-seal">{error}</p> : null}
      <Checkbox
        label="转载"
        hint="除注明的删节外，文字要与原文一致；照样走三审三校。"
        checked={reprint !== null}
        onChange={(event) =>
          change({
            reprint: event.target.checked
              ? { source_name: '', source_url: '', original_date: null, cuts: '' }
              : null,
          })
        }
      />
      {reprint ? (
        <div className="border-l-2 border-line pl-4">
          <div className="grid gap-x-6 md:grid-cols-2">
            <TextField
              id="f-reprint-source"
              label="来源单位"
              hint={
                sources.length === 0
                  ? '本机关还没有设定允许转载的来源，请先联系办公室。'
                  : `允许的来源：${sources.map(({ name, host }) => `${name}（${host}）`).join('、')}`
              }
              required
              list="reprint-sources"
              value={reprint.source_name}
              onChange={(event) =>
                change({
                  reprint: { ...reprint, source_name: event.target.value },
                  content_source: event.target.value,
                })
              }
            />
            <datalist id="reprint-sources">
              {sources.map(({ name }) => (
                <option key={name} value={name} />
              ))}
            </datalist>
            <TextField
              id="f-reprint-date"
              type="date"
              max="9999-12-31"
              label="原文发布日期"
              required
              value={reprint.original_date ?? ''}
              onChange={(event) => set({ original_date: event.target.value || null })}
            />
          </div>
          <TextField
            id="f-reprint-url"
            type="url"
            label="原文网址"
            required
            value={reprint.source_url}
            onChange={(event) => set({ source_url: event.target.value })}
          />
          <TextArea
            id="f-reprint-cuts"
            label="删节说明"
            hint="没有删节的不填。有删节的写明删去了哪些部分，页面会注明“有删节”。"
            value={reprint.cuts}
            onChange={(event) => set({ cuts: event.target.value })}
          />
        </div>
      ) : null}
    </fieldset>
  );
}

/** Names between 、 or line ends, each once. */
export function readOrgans(text: string): string[] {
  return [...new Set(text.split(/[、，,；;\n]+/).map((name) => name.trim()))].filter((name) => name !== '');
}

function OrgansField({ content, change, errorOf }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <TextField
      id="f-touches_organs"
      label="涉及的其他机关"
      hint="内容涉及其他行政机关的，写全称，用“、”分开。终审前须登记对方的协商确认。"
      value={typed ?? content.touches_organs.join('、')}
      error={errorOf('touches_organs')}
      onChange={(event) => {
        setTyped(event.target.value);
        change({ touches_organs: readOrgans(event.target.value) });
      }}
      onBlur={() => setTyped(null)}
    />
  );
}
