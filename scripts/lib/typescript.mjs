/**
 * The arguments with which Node runs one of the project's TypeScript programs: through tsx, and with the
 * condition under which `server-only` lets itself be imported.
 * @param {string} file
 * @param {string[]} [preload] modules loaded first
 */
export function typescriptArguments(file, preload = []) {
  return [
    '--conditions=react-server',
    ...preload.flatMap((url) => ['--import', url]),
    '--import',
    'tsx',
    file,
  ];
}
