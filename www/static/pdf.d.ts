// The face of the module that wasm-bindgen makes of www/pdf.
export default function start(options: { module_or_path: URL | BufferSource }): Promise<unknown>;
/** Throws the name of what is wrong. */
export function textOf(bytes: Uint8Array, onProgress: (share: number) => void): string;
