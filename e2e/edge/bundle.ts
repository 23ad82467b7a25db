import { build } from 'esbuild';

/**
 * Bundles code that imports the program, as a platform's own tools would.
 * @param conditions of `exports`: what chooses Beckon's entry
 */
export async function bundle(code: string, conditions: readonly string[], format: 'esm' | 'iife'): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: import.meta.dirname, loader: 'ts' },
    bundle: true,
    write: false,
    format,
    conditions: [...conditions],
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}
