import { Checkbox } from '@/components/ui/choice';

/** A 栏目 as the picker shows it, in the order of the tree. */
export type ColumnChoice = { id: string; name: string; depth: number; isList: boolean };

/** The tree of columns; only those that list items can be chosen, the others are headings. */
export function ColumnPicker({
  columns,
  chosen,
  errors,
  onChange,
}: {
  columns: readonly ColumnChoice[];
  chosen: readonly string[];
  errors: readonly string[];
  onChange: (ids: string[]) => void;
}) {
  const unknown = chosen.filter((id) => !columns.some((column) => column.id === id && column.isList));
  const toggle = (id: string, isOn: boolean) =>
    onChange(isOn ? [...chosen, id].sort() : chosen.filter((other) => other !== id));
  return (
    <fieldset id="f-columns" tabIndex={-1} aria-describedby={errors.length > 0 ? 'columns-error' : undefined}>
      <legend className="sr-only">发布到哪些栏目</legend>
      {errors.length > 0 ? (
        <p id="columns-error" className="mb-2 font-semibold text-seal">
          {errors.join('')}
        </p>
      ) : null}
      <div className="max-h-96 overflow-y-auto border border-line p-2">
        {columns.map((column) => (
          <div key={column.id} style={{ paddingLeft: `${column.depth * 1.5}rem` }}>
            {column.isList ? (
              <Checkbox
                label={column.name}
                checked={chosen.includes(column.id)}
                onChange={(event) => toggle(column.id, event.target.checked)}
              />
            ) : (
              <p className="px-2 py-2 text-ink-soft">{column.name}</p>
            )}
          </div>
        ))}
        {unknown.map((id) => (
          <Checkbox
            key={id}
            checked
            label="（已不能发布的栏目，请取消）"
            onChange={() => toggle(id, false)}
          />
        ))}
      </div>
    </fieldset>
  );
}
