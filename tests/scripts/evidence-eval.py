#!/usr/bin/env python3
"""evidence-eval.py SETS ANSWERS: the figures of `newscheck evidence --pairs` by set and kind, held to floors. See evidence-eval.sh."""
import collections, json, sys

FINDINGS = {"quote-not-found", "quote-altered", "figure-not-found", "figure-differs", "claim-not-found", "polarity-differs", "name-differs"}
FIGURES = {"figure-not-found", "figure-differs"}
TURNS = {"polarity-differs", "name-differs"}


def load(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def main():
    sets, answers = sys.argv[1:3]
    share = {}
    for name in ("q_injected", "n_injected", "m_injected", "wice"):
        told = {row["id"]: row["verdict"] for row in load(f"{answers}/{name}.jsonl")}
        kinds = collections.defaultdict(list)
        for row in load(f"{sets}/{name}.jsonl"):
            carried = row["label"] == "supported"
            for kind in ("carried" if carried else "not carried", row.get("kind") or row["label"]):
                kinds[kind].append(told[row["id"]])
        for kind, verdicts in sorted(kinds.items()):
            of = lambda wanted: sum(verdict in wanted for verdict in verdicts)
            loose = len(verdicts) - of({"supported"})
            share[name, kind] = {"not supported": loose / len(verdicts), "findings": of(FINDINGS) / len(verdicts),
                                 "figures": of(FIGURES), "turns": of(TURNS) / len(verdicts), "n": len(verdicts)}
            print(f"{name} {kind}: {len(verdicts)} pairs, not supported {loose / len(verdicts):.4f}, findings {of(FINDINGS) / len(verdicts):.4f}")
    flagged = {kind: share["wice", kind]["figures"] for kind in ("carried", "not carried")}
    figure_precision = flagged["not carried"] / max(1, sum(flagged.values()))
    print(f"wice: precision of figures {figure_precision:.3f}")
    floors = [
        ("quotations altered", share["q_injected", "not carried"]["not supported"], ">", 0.999),
        ("quotations left as they are", share["q_injected", "carried"]["not supported"], "<", 0.001),
        ("figures altered", share["n_injected", "not carried"]["findings"], ">", 0.93),
        ("figures left as they are", share["n_injected", "ok_identical"]["findings"], "<", 0.0005),
        ("negations added", share["m_injected", "bad_negated"]["findings"], ">", 0.95),
        ("negations dropped", share["m_injected", "bad_unnegated"]["findings"], ">", 0.95),
        ("opposites", share["m_injected", "bad_antonym"]["findings"], ">", 0.95),
        ("names", share["m_injected", "bad_entity"]["findings"], ">", 0.80),
        ("changed places", share["m_injected", "bad_roles"]["findings"], ">", 0.85),
        ("meanings left as they are", share["m_injected", "carried"]["findings"], "<", 0.001),
        ("turns on supported claims", share["wice", "carried"]["turns"], "<", 0.005),
        ("figures on claims", figure_precision, ">", 0.95),
    ]
    failed = [floor for floor in floors if (floor[1] < floor[3]) == (floor[2] == ">")]
    for what, found, sign, floor in failed:
        print(f"FAILED {what}: {found:.4f}, should be {sign} {floor}")
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
