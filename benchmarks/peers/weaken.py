"""Makes a shared library content with an older libstdc++: turns the need for one symbol version into a wish.

usage: weaken.py LIBRARY VERSION

ELF lists the symbol versions that a library needs of others in its section of type SHT_GNU_verneed: a chain of Elf64_Verneed, one a needed
library, each with a chain of Elf64_Vernaux, one a version. A version whose flag VER_FLG_WEAK is set is looked up but not insisted upon.
"""
import struct
import sys

SHT_GNU_VERNEED = 0x6FFFFFFE
VER_FLG_WEAK = 2


def sections(image):
    offset, = struct.unpack_from("<Q", image, 0x28)
    size, count = struct.unpack_from("<HH", image, 0x3A)
    for index in range(count):
        fields = struct.unpack_from("<IIQQQQIIQQ", image, offset + index * size)
        yield {"type": fields[1], "offset": fields[4], "link": fields[6]}


def needed_versions(image):
    """The file offset and the name of every needed version."""
    table = list(sections(image))
    for section in table:
        if section["type"] != SHT_GNU_VERNEED:
            continue
        strings, need = table[section["link"]]["offset"], section["offset"]
        while True:
            _, count, _, first, following = struct.unpack_from("<HHIII", image, need)
            version = need + first
            for _ in range(count):
                _, _, _, name, step = struct.unpack_from("<IHHII", image, version)
                yield version, image[strings + name:image.index(0, strings + name)].decode()
                version += step
            if not following:
                break
            need += following


def main(path, wanted):
    with open(path, "rb") as library:
        image = bytearray(library.read())
    found = [version for version, name in needed_versions(image) if name == wanted]
    for version in found:
        flags, = struct.unpack_from("<H", image, version + 4)
        struct.pack_into("<H", image, version + 4, flags | VER_FLG_WEAK)
    with open(path, "wb") as library:
        library.write(image)
    print(f"{path}: {len(found)} requirements of {wanted} are weak now")


if __name__ == "__main__":
    main(*sys.argv[1:])
