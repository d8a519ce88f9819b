/** Every file, folder and link below a folder: path → kind, mode and digest of the content. `ignore` gets paths relative to the folder. */
export declare function snapshot(folder: string, ignore?: (relative: string) => boolean): Record<string, string>;
