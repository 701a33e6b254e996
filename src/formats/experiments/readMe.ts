/** What the file of an experiment says of itself to a person who unpacks it. */
export const READ_ME = `An experiment of Unrolled, a microscope for recurrent networks in a browser tab.

To go on with it: open the page, choose File > Open..., and choose the whole zip file.
Nothing in it has to be unpacked for that.

experiment.json
    Settings, models, what was looked at, and what models wrote, as JSON in UTF-8.
    {"$array": "E#T"} stands for the tensor T of the entry E of this archive.
    {"$array": "E"} stands for the whole entry: the text, or all weights of a model in a row,
    in the order of the tensors in its file.
text.txt
    The text in UTF-8, as the models read it.
text.safetensors
    tokens: its characters as indices of the vocabulary. counts: how often each occurs in the
    part that is trained on. The vocabulary stands in the metadata of every weights.safetensors.
models/NAME/weights.safetensors
    The weights at the last training step, with names and shapes of PyTorch, as
    File > Save weights writes them. The metadata say how to load them.
models/NAME/optimizer.safetensors
    What training goes on from besides: moments of the optimizer, the state carried over from
    the window before (carry), and what float32 leaves out of the weights (compensation).
models/NAME/checkpoints.safetensors
    step-N: all weights at training step N in a row, as above.
models/NAME/history.safetensors
    Training loss, gradient norm and held-out loss, in nats per character, with their steps.
models/NAME/opened.safetensors
    The weights of a model that was opened from a file, as they were then, and untrained ones.
models/NAME/before-provoking-N.safetensors
    The run before weights that were changed by hand were trained further.
pictures/N.svg
    The pictures that were pinned for the report.
passage.safetensors, continuations.safetensors
    What was read in place of the text, and what models wrote, as indices of the vocabulary.

Every .safetensors is read by the library safetensors:
    from safetensors.numpy import load_file
    history = load_file("models/lstm/history.safetensors")
Files that are not needed are missing.
`;
