import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';
import type { ApiItem } from './api-item.ts';

/** What an entry point gives its users. */
export interface EntryPoint {
  readonly exports: readonly ApiItem[];
  /** Types of ours that the exports speak of and that are not among them, by name. */
  readonly unexported: readonly string[];
}

/**
 * What an entry point gives its users, read from its declarations.
 * @param root the package's folder
 * @param entry declarations of the entry point, below `root`; they have to be built
 * @throws Error where api-extractor cannot read them
 */
export function readEntryPoint(root: string, entry: string): EntryPoint {
  const folder = mkdtempSync(join(tmpdir(), 'heddle-api-'));
  try {
    const model = join(folder, 'entry.api.json');
    const messages: string[] = [];
    const unexported = new Set<string>();
    const { succeeded } = Extractor.invoke(configOf(root, join(root, entry), model), {
      localBuild: true,
      messageCallback: (message) => {
        message.handled = true;
        const [, name] =
          (message.messageId === 'ae-forgotten-export' && /"(\w+?)(?:_\d+)?"/.exec(message.text)) || [];
        if (name !== undefined) unexported.add(name);
        if (message.logLevel === ExtractorLogLevel.Error)
          messages.push(message.formatMessageWithLocation(root));
      },
    });
    if (!succeeded) throw new Error(`api-extractor cannot read ${entry}:\n${messages.join('\n')}`);
    const { members: [entryPoint] = [] } = JSON.parse(readFileSync(model, 'utf8')) as ApiItem;
    return { exports: entryPoint?.members ?? [], unexported: [...unexported] };
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
        extractorMessageReporting: {
          default: { logLevel: ExtractorLogLevel.None },
          'ae-forgotten-export': { logLevel: ExtractorLogLevel.Warning },
        },
        tsdocMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
      },
    },
  });
}
