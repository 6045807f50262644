"""What the fits share: their arguments, folds by site, and fitted trees as a table that newscheck reads (src/trees.rs)."""
import math, os, random, subprocess, sys

# What prints the rows of pages (`cargo build --release --example rows`).
BINARY = "target/release/examples/rows"


def arguments(doc):
    """The folder of the sets, what prints the rows, and whether to cross-validate."""
    flags = [argument for argument in sys.argv[1:] if argument.startswith("--")]
    places = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    if not places or set(flags) - {"--cross-validate"}:
        sys.exit(doc)
    return places[0], places[1] if len(places) > 1 else BINARY, bool(flags)


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
