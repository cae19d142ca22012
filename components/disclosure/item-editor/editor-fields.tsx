'use client';

import { BodyEditor } from '@/components/disclosure/body-editor';
import { ConfirmButton } from '@/components/ui/confirm-dialog';
import { TextField } from '@/components/ui/field';
import { SECTION_TITLES } from '@/lib/annual-report/rules/format-2021/layout';
import type { TextSection } from '@/lib/annual-report/types';
import type { BodyDoc } from '@/lib/disclosure/body/types';
import { WordImport } from '../word-import/word-import';
import { AttachmentList } from './attachment-list';
import { ClassField } from './class-field';
import { ColumnPicker } from './column-picker';
import { DeclarationFields } from './declaration-fields';
import { EditorGroup } from './editor-group';
import { DisclosureAttrFields, MetadataFields } from './metadata-fields';
import { ReportFields } from './report-fields';
import type { ItemEditing } from './use-item-editing';

/** Every field of the item, in quiet groups. */
export function EditorFields({ editing }: { editing: ItemEditing }) {
  const { props, saver, content, contentClass, isReport, isBusy, errorsOf, errorOf } = editing;
  const { edit, change, changeReport, addUpload, uploadImage, setClass, giveUp, meetBody } = editing;
  const { item, columns, filesPath, lastYear } = props;
  const bodyEditor = (key: string, label: string, value: BodyDoc, onChange: (doc: BodyDoc) => void) => (
    <BodyEditor
      label={label}
      value={value}
      onChange={onChange}
      onRefused={(sentence) => saver.withhold(key, sentence)}
      onUploadImage={uploadImage}
      imageHref={(sha256) => `${filesPath}/${sha256}`}
      onHandle={(handle) => meetBody(key === 'body' ? key : `report.sections.${key}`, handle)}
    />
  );
  return (
    <>
      <EditorGroup title={isReport ? '标题和六个部分' : '标题和正文'}>
        <TextField
          id="f-title"
          label="标题"
          required
          value={content.title}
          error={errorOf('title')}
          onChange={(event) => change({ title: event.target.value })}
        />
        {content.report ? (
          <ReportFields
            report={content.report}
            lastYear={lastYear}
            change={changeReport}
            onRefused={(sentence) => saver.withhold('tables', sentence)}
            editor={(section: TextSection) =>
              content.report &&
              bodyEditor(section, SECTION_TITLES[section], content.report.sections[section], (doc) =>
                changeReport((report) => ({
                  ...report,
                  sections: { ...report.sections, [section]: doc },
                })),
              )
            }
          />
        ) : (
          <div id="f-body" className="my-3">
            <div className="mb-1 flex flex-wrap items-end justify-between gap-2">
              <p className="font-semibold">
                正文<span className="ml-1 font-normal text-ink-soft">（必填）</span>
              </p>
              <WordImport editing={editing} />
            </div>
            {errorsOf('body').map((error) => (
              <p key={error} className="mb-1 text-sm font-semibold text-seal">
                {error}
              </p>
            ))}
            {bodyEditor('body', '正文', content.body, (body) => change({ body }))}
          </div>
        )}
      </EditorGroup>
      <EditorGroup title="附件">
        <AttachmentList
          files={content.attachments.filter((file) => !file.inline)}
          filesPath={filesPath}
          errors={errorsOf('attachments')}
          change={(next) =>
            edit((current) => ({
              ...current,
              attachments: [
                ...next(current.attachments.filter((file) => !file.inline)),
                ...current.attachments.filter((file) => file.inline),
              ],
            }))
          }
          onUploaded={addUpload}
        />
      </EditorGroup>
      <EditorGroup title="栏目">
        <ColumnPicker
          columns={columns}
          chosen={content.columns}
          errors={errorsOf('columns')}
          onChange={(ids) => change({ columns: ids })}
        />
      </EditorGroup>
      <EditorGroup title="发布信息">
        <MetadataFields content={content} change={change} errorOf={errorOf} />
      </EditorGroup>
      <EditorGroup title="申报事项">
        <DeclarationFields
          content={content}
          change={change}
          errorOf={errorOf}
          isPublic={item.isPublic}
          reprintSources={props.reprintSources}
        />
      </EditorGroup>
      <EditorGroup title="公开属性和内容等级">
        <DisclosureAttrFields content={content} change={change} errorOf={errorOf} />
        <div className="mt-4">
          <ClassField
            kind={item.kind}
            value={contentClass}
            lane={editing.lane}
            settings={props.routeSettings}
            blocked={props.submitRefusals}
            onChange={setClass}
          />
        </div>
      </EditorGroup>
      {props.cancelRefusals.length === 0 ? (
        <div className="mt-6 border-t border-line pt-4">
          <ConfirmButton
            look="danger"
            label={item.isPublic ? '放弃更正' : '作废草稿'}
            title={item.isPublic ? '放弃这次更正？' : '作废这一稿？'}
            confirmLabel={item.isPublic ? '放弃更正' : '作废草稿'}
            pending={isBusy}
            onConfirm={giveUp}
          >
            <p>
              {item.isPublic
                ? '已公开的版本不受影响，继续公开；这次更正的文字留在记录里，不再送审。'
                : '作废后不能再编辑或送审；已写的文字留在记录里。'}
            </p>
          </ConfirmButton>
        </div>
      ) : null}
    </>
  );
}
