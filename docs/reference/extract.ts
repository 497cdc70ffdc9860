import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';
import type { ApiItem } from './api-item.ts';

/**
 * The exports of an entry point, read from its declarations.
 * @param root the package's folder
 * @param entry declarations of the entry point, below `root`; they have to be built
 * @throws Error where api-extractor cannot read them
 */
export function exportsOf(root: string, entry: string): readonly ApiItem[] {
  const folder = mkdtempSync(join(tmpdir(), 'heddle-api-'));
  try {
    const model = join(folder, 'entry.api.json');
    const messages: string[] = [];
    const { succeeded } = Extractor.invoke(configOf(root, join(root, entry), model), {
      localBuild: true,
      messageCallback: (message) => {
        message.handled = true;
        if (message.logLevel === ExtractorLogLevel.Error)
          messages.push(message.formatMessageWithLocation(root));
      },
    });
    if (!succeeded) throw new Error(`api-extractor cannot read ${entry}:\n${messages.join('\n')}`);
    const { members: [entryPoint] = [] } = JSON.parse(readFileSync(model, 'utf8')) as ApiItem;
    return entryPoint?.members ?? [];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function configOf(root: string, entry: string, model: string): ExtractorConfig {
  return ExtractorConfig.prepare({
    configObjectFullPath: undefined,
    packageJsonFullPath: join(root, 'package.json'),
    configObject: {
      projectFolder: root,
      mainEntryPointFilePath: entry,
      newlineKind: 'lf',
      // Its own TypeScript reads the declarations; all that it needs of the project's settings.
      compiler: {
        overrideTsconfig: {
          compilerOptions: {
            target: 'es2022',
            lib: ['es2023', 'esnext.disposable'],
            module: 'nodenext',
            moduleResolution: 'nodenext',
            types: ['node'],
            strict: true,
            skipLibCheck: true,
          },
          files: [entry],
        },
      },
      docModel: { enabled: true, apiJsonFilePath: model },
      apiReport: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        compilerMessageReporting: { default: { logLevel: ExtractorLogLevel.Error } },
        extractorMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
        tsdocMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
      },
    },
  });
}
