"""Check many records with something wrong in them: `cd tests && python -m tools.mutate_records --count 150000`.

Of each it is demanded that nothing is raised, no rule crashes, no report is lost, and none takes five
seconds of the processor.
"""

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import compliance
from compliance.model.grades import Outcome
from tools.mutated_records import mutated

_AT_ONCE = 100
_LONGEST = 5.0
_FORMS = ("text", "html", *["json"] * 18)
_CRASHED = "the checker itself failed"


def faults_of(files: Sequence[Path], form: str, language: str) -> Iterator[str]:
    """Yield what is wrong with the report on some files."""
    try:
        report = compliance.check(*files)
        text = compliance.render(report, form, language=language)  # type: ignore[arg-type] - chosen from both
        text.encode()
        if form == "json":
            json.loads(text)
    except Exception as error:  # noqa: BLE001 - this is what is looked for
        yield f"raised {type(error).__name__}: {str(error)[:200]}"
        return
    if len(report.subjects) < len(files):
        yield f"{len(files)} files gave {len(report.subjects)} subjects"
    for subject in report.subjects:
        yield from (f"{v.rule}: {v.reason}" for v in subject.verdicts if v.outcome is Outcome.ERROR)
        yield from (str(gap.reason) for gap in subject.gaps if _CRASHED in str(gap.reason))


def trouble_with(folder: Path, seeds: Sequence[int]) -> Iterator[str]:
    """Yield what went wrong with the records of some seeds; those of a batch that failed are tried one by one."""
    files = []
    for seed in seeds:
        name, content = mutated(seed)
        files.append(folder / name)
        files[-1].write_bytes(content)
    number = seeds[0] // _AT_ONCE
    form, language = _FORMS[number % len(_FORMS)], ("vi", "en")[number % 2]
    started = time.process_time()
    found = list(faults_of(files, form, language))
    seconds = time.process_time() - started
    if len(files) > 1 and (found or seconds > _LONGEST):
        for seed in seeds:
            yield from trouble_with(folder, [seed])
    elif seconds > _LONGEST:
        yield f"seed {seeds[0]}: {seconds:.1f} s"
    yield from (f"seed {seeds[0]}: {fault}" for fault in found if len(files) == 1)
    for file in files:
        file.unlink(missing_ok=True)


def main() -> int:
    """Try the seeds in turn; print what went wrong and how many there were."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--count", type=int, default=1000)
    options = parser.parse_args()
    kinds: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for first in range(options.seed, options.seed + options.count, _AT_ONCE):
            last = min(first + _AT_ONCE, options.seed + options.count)
            if first % 10_000 == 0:
                print(f"at seed {first}", flush=True)
            for trouble in trouble_with(Path(folder), range(first, last)):
                kinds[trouble.partition(": ")[2]] += 1
                print(trouble, flush=True)
    print(f"{options.count} records from seed {options.seed}; {kinds.total()} troubles")
    return 1 if kinds else 0


if __name__ == "__main__":
    sys.exit(main())
