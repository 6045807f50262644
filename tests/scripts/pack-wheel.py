#!/usr/bin/env python3
"""Packs a wheel around a binary that is there, so that the Python module can be tested without another build.

usage: pack-wheel.py BINARY FOLDER

Writes FOLDER/newscheck-VERSION-py3-none-any.whl with the files that maturin puts into the wheel; that wheel is for this machine only.
Needs Python 3.11 or later and nothing else."""
import base64, hashlib, pathlib, sys, tomllib, zipfile

ROOT = pathlib.Path(__file__).parents[2]


def main():
    binary, folder = map(pathlib.Path, sys.argv[1:])
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    version = tomllib.loads((ROOT / "Cargo.toml").read_text())["package"]["version"]
    extras = [
        f"Provides-Extra: {extra}\nRequires-Dist: {need}; extra == '{extra}'\n"
        for extra, needs in project.get("optional-dependencies", {}).items()
        for need in needs
    ]
    metadata = f"Metadata-Version: 2.1\nName: newscheck\nVersion: {version}\nRequires-Python: {project['requires-python']}\n" + "".join(extras)
    info = f"newscheck-{version}.dist-info"
    files = {str(path.relative_to(ROOT / "python")): path.read_bytes() for path in sorted((ROOT / "python").rglob("*")) if path.is_file() and "__pycache__" not in path.parts}
    files[f"newscheck-{version}.data/scripts/newscheck"] = binary.read_bytes()
    files[f"{info}/METADATA"] = metadata.encode()
    files[f"{info}/WHEEL"] = b"Wheel-Version: 1.0\nGenerator: pack-wheel\nRoot-Is-Purelib: false\nTag: py3-none-any\n"
    record = [f"{name},sha256={base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b'=').decode()},{len(data)}\n" for name, data in files.items()]
    files[f"{info}/RECORD"] = ("".join(record) + f"{info}/RECORD,,\n").encode()
    folder.mkdir(parents=True, exist_ok=True)
    wheel = folder / f"newscheck-{version}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name)
            entry.external_attr = (0o100755 if name.endswith("/newscheck") else 0o100644) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, data)
    print(wheel)


main()
