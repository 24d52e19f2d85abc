// What bin/assemblyscript.ts makes of a file of AssemblyScript.

declare module '*?assemblyscript' {
  /** In base64: for memory that threads share. */
  export const shared: string;
  /** In base64: for memory of one thread. */
  export const single: string;
}
