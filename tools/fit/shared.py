"""What the fits share: their arguments, folds by site, and fitted trees as a table that newscheck reads (src/trees.rs)."""
import glob, gzip, json, math, os, random, subprocess, sys, tempfile

# What prints the rows of pages (`cargo build --release --example rows`).
BINARY = "target/release/examples/rows"


def arguments(doc):
    """The folder of the sets, what prints the rows, and whether to cross-validate."""
    flags = [argument for argument in sys.argv[1:] if argument.startswith("--")]
    places = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    if not places or set(flags) - {"--cross-validate"}:
        sys.exit(doc)
    return places[0], places[1] if len(places) > 1 else BINARY, bool(flags)


def mentions(folder, binary, what, sets, score, wanted):
    """For each page of some sets whose gold is `wanted(set, gold)`: its path, the sets that have it with key and gold, and the rows of
    its mentions. A page that stands in several sets is read once."""
    with tempfile.TemporaryDirectory() as unpacked:
        paths = {}
        for name in sets:
            for key, gold in score.load_truth(folder, name).items():
                if not wanted(name, gold):
                    continue
                source, page = gold.get("same_page_as", f"{name}/{key}").split("/", 1)
                found = glob.glob(f"{folder}/{source}/pages/{glob.escape(page)}.html*")
                if not found:
                    continue
                plain = f"{unpacked}/{source}-{page}.html"
                if not os.path.exists(plain):
                    opened = gzip.open(found[0]) if found[0].endswith(".gz") else open(found[0], "rb")
                    with open(plain, "wb") as out:
                        out.write(opened.read())
                paths.setdefault(plain, []).append((name, key, gold))
        rows, listed = {path: [] for path in paths}, list(paths)
        for start in range(0, len(listed), 50):
            said = subprocess.run([binary, what, *listed[start:start + 50]], check=True, capture_output=True).stdout
            for line in said.splitlines():
                row = json.loads(line)
                rows[row["path"]].append(row)
        return [(path, golds, rows[path]) for path, golds in paths.items()]


def folds(pages, count=5):
    """For each page its fold: the pages of a site are in one."""
    sites = sorted({page["site"] for page in pages})
    random.seed(7)
    random.shuffle(sites)
    fold = {site: index % count for index, site in enumerate(sites)}
    return [fold[page["site"]] for page in pages]


def write(model, path, scale, head):
    """`head` is the module's documentation; leaves are whole numbers of `1 / scale`."""
    with open(path, "w", encoding="utf-8") as out:
        out.write(head + """
/// See `trees` for the form.
pub(super) static TREES: &[&[i32]] = &[
""")
        for tree in model.dump_model()["tree_info"]:
            out.write("    &[" + ", ".join(str(number) for node in nodes(tree, scale) for number in node) + "],\n")
        out.write("];\n")
    root = os.path.join(os.path.dirname(__file__), "../..")
    subprocess.run(["rustfmt", "--edition", "2024", "--config-path", root, path], check=True)


def nodes(tree, scale):
    """A tree as newscheck reads it: `feature, threshold, below, above` or `-1, value, 0, 0`, the root first."""
    rows = []

    def add(node):
        at = len(rows)
        rows.append(None)
        if "leaf_value" in node:
            rows[at] = (-1, round(node["leaf_value"] * scale), 0, 0)
        else:
            assert node["decision_type"] == "<=", node["decision_type"]
            below, above = add(node["left_child"]), add(node["right_child"])
            rows[at] = (node["split_feature"], math.floor(node["threshold"]), below, above)
        return at

    add(tree["tree_structure"])
    return rows
