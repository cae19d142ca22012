/** How far something has come, with its words above; announced politely. */
export function Progress({
  id,
  label,
  value,
  max,
}: {
  id: string;
  label: string;
  value: number;
  max: number;
}) {
  return (
    <div className="my-3 max-w-md" role="status">
      <label htmlFor={id} className="mb-1 block text-ink-soft">
        {label}
      </label>
      <progress
        id={id}
        className="h-3 w-full appearance-none border border-line bg-paper [&::-moz-progress-bar]:bg-brand [&::-webkit-progress-bar]:bg-paper [&::-webkit-progress-value]:bg-brand"
        max={Math.max(max, 1)}
        value={value}
      />
    </div>
  );
}
