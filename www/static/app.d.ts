// The face of the module that wasm-bindgen makes of www/app.
export default function start(options: { module_or_path: URL | ArrayBuffer }): Promise<unknown>;
