'use client';

import { useId, useState } from 'react';
import { attempt } from '@/components/ui/attempt';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { TextField } from '@/components/ui/field';
import { RefusalList } from '@/components/ui/notice';
import { openIdentityAction } from '@/lib/applications/actions';
import type { Party } from '@/lib/applications/types/case';
import { withBasePath } from '@/lib/platform/base-path';
import type { Refusal, Result } from '@/lib/platform/result';

/** A button that opens something sealed, after a reason is given that goes to the log. */
function ReasonButton({
  label,
  title,
  open,
}: {
  label: string;
  title: string;
  /** Opens it; true where it was shown. */
  open: (reason: string) => Promise<Result<unknown>>;
}) {
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [pending, setPending] = useState(false);
  return (
    <>
      <Button look="quiet" aria-label={title} onClick={() => setIsOpen(true)}>
        {label}
      </Button>
      <Dialog isOpen={isOpen} title={title} onClose={() => setIsOpen(false)}>
        <form
          noValidate
          onSubmit={async (event) => {
            event.preventDefault();
            setPending(true);
            const result = await attempt(() => open(reason));
            setPending(false);
            setRefusals(result.ok ? [] : result.refusals);
            if (result.ok) setIsOpen(false);
          }}
        >
          <p>只在办理这件申请需要时打开。谁在什么时候、为什么打开，会记入日志。</p>
          <TextField
            id={`${id}-reason`}
            label="打开的理由"
            required
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          <RefusalList refusals={refusals} title="没有打开：" />
          <div className="mt-4 flex flex-wrap justify-end gap-3">
            <Button look="quiet" onClick={() => setIsOpen(false)}>
              取消
            </Button>
            <Button type="submit" disabled={pending}>
              {pending ? '正在打开…' : '打开'}
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  );
}

/** A masked number that can be opened with a reason; it is hidden again when the page is left. */
export function SealedNumber({
  applicationId,
  party,
  who,
  hint,
  mayOpen,
}: {
  applicationId: string;
  party: Party;
  who: string;
  hint: string;
  mayOpen: boolean;
}) {
  const [number, setNumber] = useState<string | null>(null);
  return (
    <div className="inline-flex flex-wrap items-center gap-3">
      <span className="tabular-nums">{number ?? hint}</span>
      {mayOpen && number === null ? (
        <ReasonButton
          label="查看"
          title={`查看${who}的证件号码`}
          open={async (reason) => {
            const result = await openIdentityAction({ applicationId, party, reason });
            if (result.ok) setNumber(result.value.idNumber);
            return result;
          }}
        />
      ) : null}
      {number === null ? null : (
        <Button look="quiet" onClick={() => setNumber(null)}>
          收起
        </Button>
      )}
    </div>
  );
}

/** Asks for a file by POST and hands it to the browser to keep; a refusal comes back as sentences. */
async function fetchFile(path: string, form: FormData, name: string): Promise<Result<null>> {
  const answer = await fetch(withBasePath(path), { method: 'POST', body: form });
  if (!answer.ok) return (await answer.json()) as Result<null>;
  const url = URL.createObjectURL(await answer.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser takes the file over before the address is given up.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  return { ok: true, value: null };
}

function withReason(reason: string): FormData {
  const form = new FormData();
  form.set('reason', reason);
  return form;
}

/** Opens an identity paper with a reason. */
export function SealedFileButton({ caseId, fileId, name }: { caseId: string; fileId: string; name: string }) {
  return (
    <ReasonButton
      label="写明理由后打开"
      title={`打开“${name}”`}
      open={(reason) => fetchFile(`/office/applications/${caseId}/files/${fileId}`, withReason(reason), name)}
    />
  );
}

/** The whole file of a case as one archive, identity papers included: with a reason. */
export function BundleButton({ caseId, no }: { caseId: string; no: string }) {
  return (
    <ReasonButton
      label="下载整个案卷"
      title={`下载 ${no} 的整个案卷（含身份证明）`}
      open={(reason) => fetchFile(`/office/applications/${caseId}/bundle`, withReason(reason), `${no}.zip`)}
    />
  );
}
