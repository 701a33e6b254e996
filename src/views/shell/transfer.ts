import { MAX_OPENED_FILES } from '../../limits/limits.ts';
import { MESSAGES } from '../../limits/messages.ts';
import type { AppStoreApi } from '../../state/actions.ts';

/**
 * Opens the files of what was dropped or pasted; of a folder those that lie in it, not in folders below. To be called before
 * the event is over: the browser empties the transfer then.
 *
 * @returns whether they became the text, or a model
 */
export async function takeTransfer(store: AppStoreApi, transfer: DataTransfer): Promise<boolean> {
  const { takeFiles, refuse } = store.getState();
  const files = Array.from(transfer.files);
  const entries = Array.from(transfer.items)
    .filter(({ kind }) => kind === 'file')
    .map((item) => item.webkitGetAsEntry());
  const folder = entries.find((entry) => entry?.isDirectory);
  if (!folder) return takeFiles(files);
  if (entries.length > 1) {
    refuse(MESSAGES.foldersDropped());
    return false;
  }
  let found: readonly File[];
  try {
    found = await filesIn(folder as FileSystemDirectoryEntry);
  } catch (error) {
    refuse(MESSAGES.folderUnreadable(folder.name, error instanceof Error ? error.name : String(error)));
    return false;
  }
  return takeFiles(found, folder.name);
}

/** The files of a folder, at most one more than are read together. The browser lists them in parts. */
async function filesIn(folder: FileSystemDirectoryEntry): Promise<readonly File[]> {
  const reader = folder.createReader();
  const found: File[] = [];
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (part.length === 0) return found;
    for (const entry of part) {
      if (!entry.isFile) continue;
      found.push(await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject)));
      if (found.length > MAX_OPENED_FILES) return found;
    }
  }
}
