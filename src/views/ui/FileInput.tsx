import type { RefObject } from 'react';

/** A hidden file input. A button elsewhere opens it (`ref.current.click()`). The same files can be chosen twice. */
export function FileInput(props: {
  readonly ref: RefObject<HTMLInputElement | null>;
  readonly label: string;
  readonly onFiles: (files: readonly File[]) => void;
  readonly multiple?: boolean;
}) {
  return (
    <input
      ref={props.ref}
      type="file"
      hidden
      multiple={props.multiple}
      aria-label={props.label}
      onChange={(event) => {
        const files = Array.from(event.target.files ?? []);
        event.target.value = '';
        if (files.length > 0) props.onFiles(files);
      }}
    />
  );
}
