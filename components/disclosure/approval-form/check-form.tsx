import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';

/** Number and code of a printed sheet; a plain form, so that its address can be kept. */
export function SheetCheckForm({ number, code }: { number: string; code: string }) {
  return (
    <form method="get" className="max-w-xl border border-line bg-paper p-4">
      <TextField
        id="number"
        name="number"
        label="审批表编号"
        hint="印在审批表右上角，如 k3f9x2ab1c-2。"
        required
        defaultValue={number}
      />
      <TextField
        id="code"
        name="code"
        label="校验码"
        hint="印在审批表下方，如 1a2b-3c4d-5e6f。"
        required
        defaultValue={code}
      />
      <Button type="submit">核对</Button>
    </form>
  );
}
