"""safetensors files, read and written with nothing but the format's description
(https://huggingface.co/docs/safetensors): a length, JSON, bytes. Independent of Simd.Nets, whose tests compare with it.

  safetensors.py pack FOLDER   makes NAME.safetensors of what `run state-dicts FOLDER` wrote to NAME.json, and leaves inputs and outputs there
  safetensors.py list FILE     prints a line a tensor: name, dtype, shape, SHA-256 of its bytes; exits 1 if the file is malformed
"""
import hashlib
import json
import math
import pathlib
import struct
import sys

FORMATS = {"F32": "f", "F64": "d", "I64": "q"}


def write(path, tensors, metadata):
    header, data = {"__metadata__": metadata}, b""
    for name, (dtype, shape, values) in tensors.items():
        code = FORMATS[dtype]
        values = [int(value) for value in values] if code == "q" else values
        chunk = struct.pack(f"<{len(values)}{code}", *values)
        header[name] = {"dtype": dtype, "shape": shape, "data_offsets": [len(data), len(data) + len(chunk)]}
        data += chunk
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + data)


def once(pairs):
    assert len(dict(pairs)) == len(pairs), "a key stands twice"
    return dict(pairs)


def read(path):
    content = path.read_bytes()
    (length,) = struct.unpack_from("<Q", content)
    assert length <= 100_000_000 and content[8:9] == b"{" and length % 8 == 0, "no header"
    header = json.loads(content[8:8 + length], object_pairs_hook=once)
    metadata = header.pop("__metadata__", {})
    assert all(isinstance(value, str) for value in metadata.values()), "metadata is text"
    data, end = content[8 + length:], 0
    tensors = {}
    for name, entry in sorted(header.items(), key=lambda item: item[1]["data_offsets"]):
        assert set(entry) == {"dtype", "shape", "data_offsets"}, name
        begin, stop = entry["data_offsets"]
        assert begin == end and stop - begin == math.prod(entry["shape"]) * struct.calcsize(FORMATS[entry["dtype"]]), name
        tensors[name] = (entry["dtype"], entry["shape"], data[begin:stop])
        end = stop
    assert end == len(data), "the file is of another length"
    return tensors, metadata


def pack(folder):
    for source in sorted(folder.glob("*.json")):
        record = json.loads(source.read_text())
        tensors = {each["name"]: (each["dtype"], each["shape"], each["values"]) for each in record.pop("tensors", [])}
        if tensors:
            write(source.with_suffix(".safetensors"), tensors, {"format": "pt"})
            source.write_text(json.dumps(record) + "\n")


def show(path):
    tensors, _ = read(path)
    for name, (dtype, shape, data) in tensors.items():
        print(name, dtype, ",".join(map(str, shape)), hashlib.sha256(data).hexdigest())


if __name__ == "__main__":
    {"pack": pack, "list": show}[sys.argv[1]](pathlib.Path(sys.argv[2]))
