/**
 * An address of the office under the prefix of the installation (`GONGKAI_BASE_PATH`, fixed when the application is
 * built). For plain addresses in forms and files; `Link` and the router add it themselves.
 */
export function withBasePath(path: string): string {
  return `${process.env.NEXT_PUBLIC_BASE_PATH ?? ''}${path}`;
}
